package com.hubify.identity.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/** A call that was answered with an error, for those who ask why. */
public final class RefusedCall {

    private static final String ATTRIBUTE = RefusedCall.class.getName();

    private final ApiError error;
    private final @Nullable Jwt token;

    private RefusedCall(ApiError error, @Nullable Jwt token) {
        this.error = error;
        this.token = token;
    }

    /** What was answered to the request; empty if it was no error of the API. */
    public static Optional<RefusedCall> of(HttpServletRequest request) {
        return Optional.ofNullable((RefusedCall) request.getAttribute(ATTRIBUTE));
    }

    /** While the caller is still known: Spring Security forgets it after the request. */
    static void note(HttpServletRequest request, ApiError error) {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        Jwt token = known != null && known.getPrincipal() instanceof Jwt jwt ? jwt : null;
        request.setAttribute(ATTRIBUTE, new RefusedCall(error, token));
    }

    public ApiError error() {
        return error;
    }

    /** The caller's verified access token; null if there was none. */
    public @Nullable Jwt token() {
        return token;
    }
}
