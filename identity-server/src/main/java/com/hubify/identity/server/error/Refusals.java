package com.hubify.identity.server.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/** Notes on a request why it is refused, for the audit trail. */
public final class Refusals {

    private static final String ATTRIBUTE = Refusal.class.getName();
    private static final String CLIENT = ATTRIBUTE + ".client";

    private Refusals() {}

    /** Notes it. */
    public static void note(HttpServletRequest request, String error, @Nullable String reason) {
        request.setAttribute(ATTRIBUTE, new Refusal(error, reason == null ? "" : reason, caller(request)));
    }

    /** Notes which client a request names in its {@code Authorization}: by the time it is refused, Spring has forgotten. */
    public static void noteClient(HttpServletRequest request, String clientId) {
        request.setAttribute(CLIENT, clientId);
    }

    private static String caller(HttpServletRequest request) {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known != null) {
            return known.getName();
        }
        return request.getAttribute(CLIENT) instanceof String client
                ? client
                : Objects.requireNonNullElse(request.getParameter(OAuth2ParameterNames.CLIENT_ID), "");
    }

    /** What was noted. */
    public static Optional<Refusal> of(HttpServletRequest request) {
        return Optional.ofNullable((Refusal) request.getAttribute(ATTRIBUTE));
    }
}
