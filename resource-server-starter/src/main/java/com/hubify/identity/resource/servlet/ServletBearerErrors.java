package com.hubify.identity.resource.servlet;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.quota.Admission;
import com.hubify.identity.resource.quota.Quotas;
import com.hubify.identity.resource.refusal.Sent;
import com.hubify.identity.resource.web.BearerErrors;
import com.hubify.identity.resource.web.BearerTokens;
import com.hubify.identity.resource.web.Refusal;
import com.hubify.identity.resource.web.RefusalAnswer;
import com.hubify.identity.resource.web.RefusalLog;
import com.hubify.identity.resource.web.ResourceMetadata;
import com.hubify.identity.resource.web.ScopesNeeded;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.util.UrlUtils;
import org.springframework.util.function.SingletonSupplier;

/** Answers refused requests in servlet services. */
public final class ServletBearerErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String READ = ServletBearerErrors.class.getName() + ".READ";

    private static final String UNREAD =
            "a bearer credential was sent, but the filter chain for this path does not read Hubify's: add"
                    + " http.with(HubifyResourceServer.credentials(), withDefaults()) to that SecurityFilterChain";

    private final RequestIds ids;
    private final RefusalLog log;
    private final Quotas quotas;
    private final Supplier<List<ScopesNeeded<HttpServletRequest>>> scopes;

    ServletBearerErrors(
            RequestIds ids, RefusalLog log, Quotas quotas, ObjectProvider<ScopesNeeded<HttpServletRequest>> scopes) {
        this.ids = ids;
        this.log = log;
        this.quotas = quotas;
        this.scopes = SingletonSupplier.of(() -> scopes.orderedStream().toList());
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        write(request, response, BearerErrors.of(failure));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        write(request, response, BearerErrors.of(denied));
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        RefusalAnswer answer = answer(request, response, refusal);
        response.setStatus(answer.status().value());
        answer.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.body());
    }

    /** The answer, to be written by the calling code. Logs the reason. */
    public RefusalAnswer answer(HttpServletRequest request, HttpServletResponse response, Refusal asked) {
        Refusal refusal = asSent(request, asked);
        String id = ids.keep(response.getHeader(RequestIds.HEADER));
        log.note(refusal, id, request.getMethod(), request.getRequestURI(), sent(request));
        RefusalAnswer answer = RefusalAnswer.to(
                id,
                request.getHeader(HttpHeaders.ACCEPT),
                needing(request, refusal),
                ResourceMetadata.address(UrlUtils.buildFullRequestUrl(request), basePath(request)));
        Admission stranger = response.containsHeader(Admission.LIMIT) ? null : quotas.stranger();
        if (stranger != null) {
            stranger.tell(response::setHeader);
        }
        if (response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
                && !response.getHeaders(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS)
                        .contains(RefusalAnswer.EXPOSED)) {
            response.addHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RefusalAnswer.EXPOSED);
        }
        return answer;
    }

    private static Sent sent(HttpServletRequest request) {
        return new Sent(
                SecurityContextHolder.getContext().getAuthentication() instanceof HubifyAuthentication known
                        ? known.caller()
                        : null,
                request.getHeader(HttpHeaders.AUTHORIZATION),
                request.getRemoteAddr());
    }

    /** Records that a filter chain has read the credential of the request. */
    static void noteRead(HttpServletRequest request) {
        request.setAttribute(READ, true);
    }

    private static Refusal asSent(HttpServletRequest request, Refusal refusal) {
        return request.getAttribute(READ) == null
                        && BearerTokens.areSent(Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)))
                ? BearerErrors.unread(refusal, UNREAD)
                : refusal;
    }

    private Refusal needing(HttpServletRequest request, Refusal refusal) {
        // Only a challenge names scopes, and a path that cannot be read has no rules.
        if (refusal.status() != HttpStatus.UNAUTHORIZED) {
            return refusal;
        }
        Refusal needing = refusal;
        for (ScopesNeeded<HttpServletRequest> each : scopes.get()) {
            needing = needing.needing(each.neededFor(request));
        }
        return needing;
    }

    /**
     * Includes the path of the servlet ({@code spring.mvc.servlet.path}): outside of it, no servlet would serve the
     * metadata.
     */
    private static String basePath(HttpServletRequest request) {
        boolean isBelowPath = request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
        return request.getContextPath() + (isBelowPath ? request.getServletPath() : "");
    }
}
