package com.hubify.identity.server.page;

import com.hubify.identity.server.error.ProtocolErrors;
import jakarta.servlet.ServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/**
 * An OAuth 2 error that can't be sent to the client, for {@link ErrorPages}.
 *
 * @param code error code of RFC 6749, section 4.1.2.1
 * @param parameter the wrong request parameter, if known
 * @param fault what is wrong with it
 */
record ProtocolFailure(String code, @Nullable String parameter, ParameterFault fault) {

    private static final String ATTRIBUTE = ProtocolFailure.class.getName();
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{0,39}");

    static ProtocolFailure of(OAuth2Error error, ServletRequest request) {
        return of(error.getErrorCode(), ProtocolErrors.parameter(error).orElse(null), request);
    }

    /** Codes and parameters that are not words of the protocol are dropped: a page must not show untrusted text. */
    static ProtocolFailure of(String code, @Nullable String parameter, ServletRequest request) {
        String known = parameter != null && isWord(parameter) ? parameter : null;
        return new ProtocolFailure(
                isWord(code) ? code : OAuth2ErrorCodes.INVALID_REQUEST, known, ParameterFault.of(known, request));
    }

    static Optional<ProtocolFailure> of(ServletRequest request) {
        return Optional.ofNullable((ProtocolFailure) request.getAttribute(ATTRIBUTE));
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The code for a failure of which only the HTTP status is known. */
    static String code(int status) {
        return switch (status) {
            case 503 -> OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE;
            case 403 -> OAuth2ErrorCodes.ACCESS_DENIED;
            default -> status < 500 ? OAuth2ErrorCodes.INVALID_REQUEST : OAuth2ErrorCodes.SERVER_ERROR;
        };
    }

    int status() {
        return switch (code) {
            case OAuth2ErrorCodes.SERVER_ERROR -> 500;
            case OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE -> 503;
            case OAuth2ErrorCodes.ACCESS_DENIED -> 403;
            default -> 400;
        };
    }

    private static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }
}
