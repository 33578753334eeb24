package com.hubify.identity.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Sha256;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.session.web.http.DefaultCookieSerializer;

class SessionSecretsTests {

    private final DefaultCookieSerializer cookies = new DefaultCookieSerializer();
    private final SessionSecrets secrets = new SessionSecrets(cookies, new SecureRandom());

    // Attack: one request with as many cookies as fit in a head makes as many commands to Redis.
    @Test
    void looksUpTwoValuesAtMost() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(IntStream.range(0, 190)
                .mapToObj(i -> new Cookie("SESSION", base64("secret" + i)))
                .toArray(Cookie[]::new));

        assertThat(secrets.resolveSessionIds(request))
                .containsExactly(Sha256.base64Url("secret0"), Sha256.base64Url("secret1"));
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
