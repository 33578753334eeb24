package com.hubify.identity.server.exchange;

import com.hubify.identity.protocol.Scope;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Errors of the exchange. An invalid subject token is an {@code invalid_request}, not an {@code invalid_grant}. */
final class ExchangeErrors {

    private static final String REQUEST = "https://www.rfc-editor.org/rfc/rfc8693#section-2.1";
    private static final String ERROR = "https://www.rfc-editor.org/rfc/rfc8693#section-2.2.2";

    private ExchangeErrors() {}

    /** One answer for all reasons: unknown, mistyped, expired and revoked tokens look alike. */
    static OAuth2AuthenticationException invalidSubject() {
        return error(
                OAuth2ErrorCodes.INVALID_REQUEST,
                "The subject_token is unknown, expired, revoked or malformed.",
                ERROR);
    }

    static OAuth2AuthenticationException invalidRequest(String description) {
        return error(OAuth2ErrorCodes.INVALID_REQUEST, description, REQUEST);
    }

    /** @param audience what tokens are issued for, which every token says */
    static OAuth2AuthenticationException invalidTarget(String audience) {
        return error("invalid_target", "Tokens are issued for the audience and resource " + audience + " only.", ERROR);
    }

    static OAuth2AuthenticationException wider(Scope scope) {
        return error(
                OAuth2ErrorCodes.INVALID_SCOPE,
                "The scope " + scope + " is not covered by the scopes of the subject_token.",
                REQUEST);
    }

    static OAuth2AuthenticationException nothingInCommon() {
        return error(
                OAuth2ErrorCodes.INVALID_SCOPE,
                "The client may have none of the scopes of the subject_token.",
                REQUEST);
    }

    private static OAuth2AuthenticationException error(String code, String description, String rule) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, rule));
    }
}
