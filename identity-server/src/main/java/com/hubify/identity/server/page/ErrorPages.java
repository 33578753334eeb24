package com.hubify.identity.server.page;

import com.hubify.identity.server.api.ApiError;
import com.hubify.identity.server.api.ApiErrorWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The error page of the container: HTML for browsers, JSON for programs. Neither repeats request data. It needs no session
 * and no Redis, so that it works when they are unavailable.
 */
@Controller
@RequestMapping("/error")
class ErrorPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final MessageSource messages;
    private final ErrorReferences references;
    private final ApplicationEventPublisher events;
    private final ApiErrorWriter writer;

    ErrorPages(
            MessageSource messages,
            ErrorReferences references,
            ApplicationEventPublisher events,
            ApiErrorWriter writer) {
        this.writer = writer;
        this.messages = messages;
        this.references = references;
        this.events = events;
    }

    @RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request, HttpServletResponse response) {
        Failure failure = noted(request, response);
        ModelAndView page = new ModelAndView("error");
        page.setStatus(HttpStatusCode.valueOf(failure.status()));
        page.addObject("failure", failure);
        page.addObject("protocol", failure.protocol().orElse(null));
        page.addObject("title", text(failure, "title"));
        page.addObject("text", text(failure, "text"));
        if (failure.isWorthAReference()) {
            String account = account(failure, request);
            page.addObject("reference", reference(failure, account));
            page.addObject("own", account != null);
        }
        return page;
    }

    @RequestMapping
    @Nullable
    ResponseEntity<?> json(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Failure failure = noted(request, response);
        if (failure.code().isPresent()) {
            return ResponseEntity.status(failure.status())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(oauthError(failure.code().get(), failure));
        }
        writer.write(request, response, ApiError.of(failure.status(), text(failure, "code"), text(failure, "text")));
        return null;
    }

    private Map<String, Object> oauthError(String code, Failure failure) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", code);
        // RFC 6749, section 5.2, wants ASCII.
        error.put("error_description", text(failure, "text").replace('’', '\''));
        return error;
    }

    private static Failure noted(HttpServletRequest request, HttpServletResponse response) {
        Failure failure = Failure.of(request);
        if (failure.status() == 503 && !response.containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return failure;
    }

    /** Who is signed in; null where that can't be looked up, as while Redis is unavailable. */
    private static @Nullable String account(Failure failure, HttpServletRequest request) {
        try {
            return failure.status() == 503 ? null : request.getRemoteUser();
        } catch (DataAccessException e) {
            log.debug("An error page can't tell who is signed in", e);
            return null;
        }
    }

    /** The reference leads to the entry in the audit trail, which has the request without secrets. */
    private String reference(Failure failure, @Nullable String account) {
        String reference = references.next();
        String why = Stream.of(
                        failure.protocol().map(ProtocolFailure::toString).orElse(""),
                        failure.exception() == null
                                ? ""
                                : failure.exception().getClass().getName())
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" "));
        try {
            events.publishEvent(new RequestFailed(reference, failure.status(), why, account));
        } catch (DataAccessException e) {
            // The page must work while Redis is unavailable; the entry is in the log then.
            log.debug("Reference {} is not in the audit trail", reference, e);
        }
        return reference;
    }

    private String text(Failure failure, String part) {
        return messages.getMessage(
                new DefaultMessageSourceResolvable(failure.textKeys(part)), LocaleContextHolder.getLocale());
    }
}
