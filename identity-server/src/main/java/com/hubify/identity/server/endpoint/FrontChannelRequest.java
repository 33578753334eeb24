package com.hubify.identity.server.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.util.WebUtils;

/** Requests that a browser sends: authorization requests and sign-outs. The endpoint itself reports their errors. */
public final class FrontChannelRequest {

    /** OpenID Connect Core, sections 3.1.2.1, 5.5, 6 and 7.2.1; RFC 7636, section 4.3; RFC 8707, section 2. */
    private static final Set<String> AUTHORIZATION = Set.of(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "response_mode",
            "nonce",
            "display",
            "prompt",
            "max_age",
            "ui_locales",
            "claims_locales",
            "id_token_hint",
            "login_hint",
            "acr_values",
            "claims",
            "request",
            "request_uri",
            "registration",
            "code_challenge",
            "code_challenge_method",
            RequestParameters.RESOURCE);

    /** RP-Initiated Logout, section 2. */
    private static final Set<String> LOGOUT =
            Set.of("id_token_hint", "logout_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales");

    /** The button that the person pressed. */
    public static final String DECISION = "decision";

    private FrontChannelRequest() {}

    static HttpServletRequest authorization(HttpServletRequest request) {
        return isConsent(request) ? request : new ReadRequest(request, RequestParameters.read(request, AUTHORIZATION));
    }

    static HttpServletRequest logout(HttpServletRequest request) {
        return new ReadRequest(request, RequestParameters.read(request, LOGOUT));
    }

    /** Whether it is a client's request, and not our own consent form. */
    public static boolean isOfClient(HttpServletRequest request) {
        return WebUtils.getNativeRequest(request, ReadRequest.class) != null;
    }

    /**
     * Our own consent form is posted to the same URL and repeats the parameter scope. Only its buttons send a decision:
     * without one, it is an authorization request, and validated as such.
     */
    private static boolean isConsent(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && request.getParameter(DECISION) != null
                && Stream.of("response_type", "request_uri", "redirect_uri", "code_challenge", "code_challenge_method")
                        .allMatch(name -> request.getParameter(name) == null);
    }
}
