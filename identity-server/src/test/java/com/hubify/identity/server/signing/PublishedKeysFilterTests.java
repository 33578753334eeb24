package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.signing.rotation.InMemorySigningKeys;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PublishedKeysFilterTests {

    private final AtomicReference<@Nullable JWKSet> known =
            new AtomicReference<>(new InMemorySigningKeys().published());
    private final PublishedKeysFilter filter = new PublishedKeysFilter(new Keys(known));
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/oauth2/jwks");
    private MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void keysMayBeKeptAndRevalidated() throws Exception {
        filter((asked, answer) -> {});

        assertThat(response.getContentAsString())
                .isEqualTo(Objects.requireNonNull(known.get()).toString());
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("max-age=300, must-revalidate, public");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        request.addHeader("If-None-Match", Objects.requireNonNull(response.getHeader("ETag")));
        filter((asked, answer) -> {});
        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    /** RFC 9110, section 13.1.2: the asterisk stands for whatever there is. */
    @Test
    void anyKeysAreGoodForWhoSaysSo() throws Exception {
        request.addHeader("If-None-Match", "*");

        filter((asked, answer) -> {});

        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getHeader("ETag")).isNotEmpty();
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    /** Attack, or bad luck: a key is compromised, and who asks with an ETag is told that all is as before. */
    @Test
    void otherKeysAreAnotherDocument() throws Exception {
        filter((asked, answer) -> {});
        request.addHeader("If-None-Match", Objects.requireNonNull(response.getHeader("ETag")));

        known.set(new InMemorySigningKeys().published());
        filter((asked, answer) -> {});

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString())
                .isEqualTo(Objects.requireNonNull(known.get()).toString());
    }

    /**
     * Fault: a shared cache kept the answer to a program, which names no origin, and gave it to pages, whose browsers kept it from
     * them.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", "https://spa.example", "null"})
    void pagesMayReadThemWhoeverAskedTheCacheFirst(String origin) throws Exception {
        if (!origin.isEmpty()) {
            request.addHeader("Origin", origin);
        }

        filter((asked, answer) -> {});

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
        request.addHeader("If-None-Match", Objects.requireNonNull(response.getHeader("ETag")));
        filter((asked, answer) -> {});
        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    /** Attack, or bad luck: a cache in between keeps an error for five minutes, and every verifier gets it. */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void outageMayNotBeKept(int status) throws Exception {
        known.set(null);

        filter((asked, answer) -> ((HttpServletResponse) answer).setStatus(status));

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void otherMethodsGoOnToTheOtherFilters() throws Exception {
        request.setMethod("POST");

        filter((asked, answer) -> ((HttpServletResponse) answer).setStatus(405));

        assertThat(response.getStatus()).isEqualTo(405);
    }

    private void filter(FilterChain chain) throws Exception {
        response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
    }

    private record Keys(AtomicReference<@Nullable JWKSet> known) implements SigningKeys {

        @Override
        public JWKSet latest() {
            JWKSet set = known.get();
            if (set == null) {
                throw new SigningUnavailable(SigningUnavailable.Reason.UNREACHABLE, "no keys are known yet");
            }
            return set;
        }

        @Override
        public JWKSet published() {
            return latest();
        }

        @Override
        public SigningKey current(JWSAlgorithm algorithm) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Base64URL sign(SigningKey key, byte[] signingInput) {
            throw new UnsupportedOperationException();
        }
    }
}
