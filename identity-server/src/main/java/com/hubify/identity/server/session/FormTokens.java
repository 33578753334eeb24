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
 * What forms must send back, in the session of the person who is signed in. Only they see forms. Attack: Spring would begin a
 * session for each stranger who posts anything without a token, and so fill the store.
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

    /** Whether a form brings the token of its person's session, where Spring leaves forms to the endpoint that they are for. */
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
