package com.hubify.identity.server.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.springframework.web.util.WebUtils;

/** Requests that a browser brings: authorization requests and sign-outs. Their errors are told by the endpoint itself. */
public final class FrontChannelRequest {

    private FrontChannelRequest() {}

    static HttpServletRequest authorization(HttpServletRequest request) {
        return isConsent(request) ? request : new ReadRequest(request, RequestParameters.read(request));
    }

    static HttpServletRequest logout(HttpServletRequest request) {
        return new ReadRequest(request, RequestParameters.read(request));
    }

    /** Whether a client sent it, and not our own consent page. */
    public static boolean isOfClient(HttpServletRequest request) {
        return WebUtils.getNativeRequest(request, ReadRequest.class) != null;
    }

    /** The form of our own consent page goes to the same address and names each allowed scope by itself. */
    private static boolean isConsent(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && Stream.of("response_type", "request_uri", "redirect_uri", "code_challenge", "code_challenge_method")
                        .allMatch(name -> request.getParameter(name) == null);
    }
}
