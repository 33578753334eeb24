package com.hubify.identity.server.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** Records on a request why it was refused, for the audit trail. */
public final class Refusals {

    private static final String ATTRIBUTE = Refusal.class.getName();
    private static final String CLIENT = ATTRIBUTE + ".client";

    private Refusals() {}

    /** Records a refusal, with the authenticated client if there is one. */
    public static void note(HttpServletRequest request, String error, @Nullable String reason) {
        note(request, error, reason, SecurityContextHolder.getContext().getAuthentication());
    }

    /** Records the refusal of a client's request, with the client if it is authenticated. */
    static void note(HttpServletRequest request, OAuth2Error error, AuthenticationException refusal) {
        note(request, error.getErrorCode(), error.getDescription(), refusal.getAuthenticationRequest());
    }

    private static void note(
            HttpServletRequest request, String error, @Nullable String reason, @Nullable Authentication refused) {
        String why = reason == null ? "" : reason;
        Object client = refused instanceof OAuth2ClientAuthenticationToken || refused == null
                ? refused
                : refused.getPrincipal();
        Refusal refusal = client instanceof OAuth2ClientAuthenticationToken known && known.isAuthenticated()
                ? new Refusal(error, why, caller(request), known.getName(), isProven(known))
                : new Refusal(error, why, caller(request), "", false);
        request.setAttribute(ATTRIBUTE, refusal);
    }

    private static boolean isProven(OAuth2ClientAuthenticationToken client) {
        return !ClientAuthenticationMethod.NONE.equals(client.getClientAuthenticationMethod());
    }

    /**
     * Records the client_id from the header {@code Authorization}, which is no longer known when the request is refused.
     */
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

    /** The recorded refusal, if any. */
    public static Optional<Refusal> of(HttpServletRequest request) {
        return Optional.ofNullable((Refusal) request.getAttribute(ATTRIBUTE));
    }
}
