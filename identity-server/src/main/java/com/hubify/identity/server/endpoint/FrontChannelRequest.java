package com.hubify.identity.server.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.util.WebUtils;

/** Requests that a browser brings: authorization requests and sign-outs. Their errors are told by the endpoint itself. */
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

    /** What the person pressed. */
    public static final String DECISION = "decision";

    private FrontChannelRequest() {}

    static HttpServletRequest authorization(HttpServletRequest request) {
        return isConsent(request) ? request : new ReadRequest(request, RequestParameters.read(request, AUTHORIZATION));
    }

    static HttpServletRequest logout(HttpServletRequest request) {
        return new ReadRequest(request, RequestParameters.read(request, LOGOUT));
    }

    /** Whether a client sent it, and not our own consent page. */
    public static boolean isOfClient(HttpServletRequest request) {
        return WebUtils.getNativeRequest(request, ReadRequest.class) != null;
    }

    /**
     * The form of our own consent page goes to the same address and names each allowed scope by itself. Only its buttons send a
     * decision: without one, this is an authorization request that lacks something, and is told what.
     */
    private static boolean isConsent(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && request.getParameter(DECISION) != null
                && Stream.of("response_type", "request_uri", "redirect_uri", "code_challenge", "code_challenge_method")
                        .allMatch(name -> request.getParameter(name) == null);
    }
}
