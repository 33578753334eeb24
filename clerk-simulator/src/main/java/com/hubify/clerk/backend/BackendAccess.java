package com.hubify.clerk.backend;

import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.problem.ClerkProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets the instance's secret key in, as often as the rate limit allows. Refused keys are not counted. */
final class BackendAccess implements HandlerInterceptor {

    private static final String BEARER = "Bearer ";

    private final InstanceProperties instance;
    private final RateLimit limit;

    BackendAccess(InstanceProperties instance, RateLimit limit) {
        this.instance = instance;
        this.limit = limit;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod) {
            authenticate(request.getHeader(HttpHeaders.AUTHORIZATION));
            if (!request.getRequestURI().equals(KeysController.PATH)) {
                limit.take().ifPresent(wait -> refuse(wait, response));
            }
        }
        return true;
    }

    private void authenticate(@Nullable String authorization) {
        String key = Optional.ofNullable(authorization)
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()))
                .orElseThrow(ClerkProblem::authorizationHeaderFormatInvalid);
        if (!instance.secretKey().matches(key)) {
            throw ClerkProblem.secretKeyInvalid();
        }
    }

    private static void refuse(Duration wait, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds()));
        throw ClerkProblem.tooManyRequests();
    }
}
