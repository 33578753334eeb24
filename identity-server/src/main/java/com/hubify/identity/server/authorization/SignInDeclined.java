package com.hubify.identity.server.authorization;

import com.hubify.identity.server.endpoint.FrontChannelRequest;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * An authorization request that the person declined: the client gets {@code access_denied}, once client and redirect URI
 * have been validated. It is the request itself with one more parameter, so nothing is stored. Anyone can make such a link;
 * it achieves no more than a forged error response would.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1">RFC 6749, section 4.1.2.1</a>
 */
public final class SignInDeclined {

    private static final String DECLINE = "decline";

    private static final OAuth2Error DENIED = new OAuth2Error(
            OAuth2ErrorCodes.ACCESS_DENIED,
            "The end-user denied the request.",
            "https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1");

    private SignInDeclined() {}

    /** URL of the same request, to be answered with {@code access_denied}. */
    public static String of(InterruptedRequest request) {
        String target = request.target();
        return target + (target.contains("?") ? "&" : "?") + FrontChannelRequest.DECISION + "=" + DECLINE;
    }

    static void validate(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (DECLINE.equals(request.getAdditionalParameters().get(FrontChannelRequest.DECISION))) {
            AuthorizationRequests.refuse(context, DENIED);
        }
    }
}
