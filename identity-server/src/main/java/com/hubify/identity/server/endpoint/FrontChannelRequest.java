package com.hubify.identity.server.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/** Requests that a browser brings: authorization requests and sign-outs. Their errors are told by the endpoint itself. */
final class FrontChannelRequest {

    private FrontChannelRequest() {}

    static HttpServletRequest authorization(HttpServletRequest request) {
        return isConsent(request) ? request : new ReadRequest(request, RequestParameters.read(request));
    }

    static HttpServletRequest logout(HttpServletRequest request) {
        return new ReadRequest(request, RequestParameters.read(request));
    }

    /** The form of our own consent page goes to the same address and names each allowed scope by itself. */
    private static boolean isConsent(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && Stream.of("response_type", "request_uri", "redirect_uri", "code_challenge", "code_challenge_method")
                        .allMatch(name -> request.getParameter(name) == null);
    }
}
