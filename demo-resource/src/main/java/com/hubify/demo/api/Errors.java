package com.hubify.demo.api;

import com.hubify.identity.envelope.ErrorBody;
import jakarta.servlet.RequestDispatcher;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Answers refusals, and failures of ours, in Hubify's form. No handler catches every exception: access denied must reach the
 * starter's filters, and what is left over comes back as {@code /error} and says nothing but the request's id.
 */
@RestController
@RestControllerAdvice
class Errors extends ResponseEntityExceptionHandler implements ErrorController {

    /** What members are called here. Nothing else of the caller's text is said back. */
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_]{1,40}");

    private final RequestIdFilter ids;

    Errors(RequestIdFilter ids) {
        this.ids = ids;
    }

    @RequestMapping("/error")
    ResponseEntity<Object> failed(ServletWebRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE, RequestAttributes.SCOPE_REQUEST);
        // Without the attribute someone asked for the path itself, which is nothing that exists.
        return answer(status instanceof Integer code ? code : 404, new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return answer(
                refusal.status(),
                new HttpHeaders(),
                ErrorBody.of(refusal.status(), refusal.code(), refusal.sentence(), id(request), accept));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return refused(Refusal.invalid(sentence(failure.getCause())), request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(status.value(), headers, request);
    }

    private ResponseEntity<Object> answer(int status, HttpHeaders headers, WebRequest request) {
        return answer(status, headers, ErrorBody.of(status, id(request), request.getHeader(HttpHeaders.ACCEPT)));
    }

    // The type is set outright, so that a caller who accepts no JSON still gets an answer with a body.
    private static ResponseEntity<Object> answer(int status, HttpHeaders headers, ErrorBody body) {
        return ResponseEntity.status(status)
                .headers(headers)
                .header(HttpHeaders.CONTENT_TYPE, body.type())
                .body(body.bytes());
    }

    private String id(WebRequest request) {
        return ids.of(Objects.requireNonNull(((ServletWebRequest) request).getResponse()));
    }

    private static String sentence(@Nullable Throwable unreadable) {
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            return named(unknown.getPropertyName(), "is not a known member.");
        }
        if (unreadable instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return named(String.valueOf(mismatch.getPath().get(0).getPropertyName()), "has the wrong type.");
        }
        return "The body must be one JSON object.";
    }

    private static String named(String member, String sentence) {
        return (MEMBER.matcher(member).matches() ? member : "A member") + " " + sentence;
    }
}
