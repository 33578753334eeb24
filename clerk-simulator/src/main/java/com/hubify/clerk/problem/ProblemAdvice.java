package com.hubify.clerk.problem;

import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Writes refusals as JSON, whatever the request would accept: Clerk shows JSON even to browsers. */
@RestControllerAdvice
class ProblemAdvice {

    private final ClerkIds ids;
    private final InstanceProperties instance;

    ProblemAdvice(ClerkIds ids, InstanceProperties instance) {
        this.ids = ids;
        this.instance = instance;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(OAuthProblem problem) {
        Map<String, Object> body = new TreeMap<>();
        body.put("error", problem.error().code());
        body.put("error_description", problem.description());
        return json(status(problem.error()), body);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(ClerkProblem problem) {
        return json(problem.status(), body(problem));
    }

    /** A form that cannot be read: too large, or not encoded as one. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(InvalidParameterException unreadable, HttpServletRequest request) {
        return request.getRequestURI().startsWith("/oauth/")
                ? handle(new OAuthProblem(
                        OAuthError.INVALID_REQUEST,
                        "Unable to parse HTTP body, make sure to send a properly formatted form request body."))
                : handle(ClerkProblem.other(HttpStatus.valueOf(unreadable.getErrorCode()), "The form cannot be read."));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(HttpMessageNotReadableException unreadable) {
        return handle(ClerkProblem.bodyInvalid("The request body is not the JSON this endpoint takes."));
    }

    /** No 404: a program would take it for an answer about something of Clerk's that it has asked for. */
    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    ResponseEntity<Map<String, Object>> missing(Exception missing, HttpServletRequest request) throws Exception {
        String path = request.getRequestURI();
        return path.startsWith("/v1/") || path.startsWith("/api_keys")
                ? handle(ClerkProblem.notSimulated(request.getMethod() + " " + path))
                : handle(missing);
    }

    /** Spring MVC's own refusals: wrong method, wrong media type, missing parameter, nothing there. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(Exception exception) throws Exception {
        if (!(exception instanceof ErrorResponse response)) {
            throw exception;
        }
        HttpStatusCode code = response.getStatusCode();
        HttpStatus status = HttpStatus.valueOf(code.value());
        return json(status, body(ClerkProblem.other(status, sentence(exception, status))), response.getHeaders());
    }

    /** Not Spring's own, which no program ever hears from Clerk. */
    private static String sentence(Exception exception, HttpStatus status) {
        return exception instanceof MissingServletRequestParameterException missing
                ? missing.getParameterName() + " must be included."
                : switch (status) {
                    case NOT_FOUND -> "The resource was not found.";
                    case METHOD_NOT_ALLOWED -> "The resource does not take this method.";
                    case UNSUPPORTED_MEDIA_TYPE -> "The resource does not take this content type.";
                    default -> status.getReasonPhrase() + ".";
                };
    }

    /** A mistyped address; programs get what Clerk sends. */
    @ExceptionHandler
    Object handle(NoResourceFoundException missing, HttpServletRequest request) throws Exception {
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        return accept.contains(MediaType.TEXT_HTML_VALUE)
                ? new ModelAndView("missing", HttpStatus.NOT_FOUND)
                : missing(missing, request);
    }

    Map<String, Object> body(ClerkProblem problem) {
        Map<String, Object> error = Map.of(
                "message", String.valueOf(problem.getMessage()),
                "long_message", problem.longMessage(),
                "code", problem.code(),
                "meta", problem.parameter() == null ? Map.of() : Map.of("param_name", problem.parameter()));
        return Map.of("errors", List.of(error), "clerk_trace_id", ids.nextTraceId());
    }

    private HttpStatus status(OAuthError error) {
        return error == OAuthError.INVALID_GRANT
                ? HttpStatus.valueOf(instance.switches().invalidGrantStatus())
                : error.status();
    }

    private static ResponseEntity<Map<String, Object>> json(HttpStatus status, Map<String, Object> body) {
        return json(status, body, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Map<String, Object>> json(
            HttpStatus status, Map<String, Object> body, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
