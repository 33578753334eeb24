package com.hubify.identity.server.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestResolver;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * CSRF tokens in the sessions of signed-in people; nobody else sees forms. Attack: fill Redis with sessions, since Spring
 * would create one for each POST without a token.
 */
public final class FormTokens implements CsrfTokenRepository {

    private static final CsrfTokenRequestResolver SENT = new XorCsrfTokenRequestAttributeHandler();

    private final CsrfTokenRepository spring = new HttpSessionCsrfTokenRepository();

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return spring.generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (request.getSession(false) != null) {
            spring.saveToken(token, request, response);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return spring.loadToken(request);
    }

    /** Whether the request has the CSRF token of its session, for endpoints that Spring exempts from the check. */
    public static boolean isSentBack(HttpServletRequest request) {
        CsrfToken expected = new FormTokens().loadToken(request);
        return expected != null && matches(expected.getToken(), SENT.resolveCsrfTokenValue(request, expected));
    }

    private static boolean matches(String expected, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
