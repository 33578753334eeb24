package com.hubify.identity.server.api;

import com.hubify.identity.server.error.TooManyRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Turns exceptions under {@code /v1} into the error envelope. A resolver that matches by path, not controller advice:
 * advice does not see requests without a controller, and pages have errors of their own.
 */
@Component
class ApiExceptionResolver implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionResolver.class);

    private final ApiErrorWriter writer;

    ApiExceptionResolver(ApiErrorWriter writer) {
        this.writer = writer;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (!ApiPath.matches(request) || belongsToOthers(exception)) {
            return null;
        }
        try {
            writer.write(request, response, error(exception));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    // The filter chain knows whether a refused caller is unauthenticated (401) or lacks a scope (403). After an I/O
    // error there is no connection to answer on.
    private static boolean belongsToOthers(Exception exception) {
        return exception instanceof AccessDeniedException
                || exception instanceof AuthenticationException
                || exception instanceof IOException;
    }

    private static ApiError error(Exception exception) {
        if (exception instanceof ApiRefusal refusal) {
            return refusal.error();
        }
        if (exception instanceof TooManyRequests many) {
            return ApiError.of(429, "rate_limited", many.sentence()).with("Retry-After", many.retryAfterSeconds());
        }
        if (exception instanceof ErrorResponse response) {
            return withHeaders(ApiError.of(response.getStatusCode().value()), response.getHeaders());
        }
        if (exception instanceof TypeMismatchException
                || exception instanceof HttpMessageNotReadableException
                || exception instanceof InvalidParameterException) {
            return ApiError.of(400);
        }
        if (exception instanceof DataAccessException) {
            LOG.warn("Redis does not respond: {}", exception.getMessage());
            return ApiError.of(503);
        }
        ResponseStatus known = AnnotatedElementUtils.findMergedAnnotation(exception.getClass(), ResponseStatus.class);
        if (known != null) {
            LOG.warn("JSON API request answered {}: {}", known.code().value(), exception.getMessage());
            return ApiError.of(known.code().value());
        }
        LOG.error("JSON API request failed", exception);
        return ApiError.of(500);
    }

    private static ApiError withHeaders(ApiError error, HttpHeaders headers) {
        ApiError more = error;
        for (String name : headers.headerNames()) {
            more = more.with(name, String.join(", ", headers.getValuesAsList(name)));
        }
        return more;
    }
}
