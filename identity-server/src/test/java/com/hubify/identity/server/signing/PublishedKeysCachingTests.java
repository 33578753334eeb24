package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PublishedKeysCachingTests {

    private final PublishedKeysCaching caching = new PublishedKeysCaching();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void keysMayBeKept() throws Exception {
        filter((request, answer) -> answer.getWriter().write("{\"keys\":[]}"));

        assertThat(response.getHeader("Cache-Control")).isEqualTo("max-age=300, must-revalidate, public");
        assertThat(response.getHeader("ETag")).isNotEmpty();
    }

    /** Attack, or bad luck: a cache in between keeps an error for five minutes, and every verifier gets it. */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void nothingElseMay(int status) throws Exception {
        filter((request, answer) -> ((HttpServletResponse) answer).setStatus(status));

        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void neitherMayWhatTheContainerAnswersToAFailure() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> filter((request, answer) -> {
                    throw new IllegalStateException("broken");
                }));

        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    private void filter(FilterChain chain) throws Exception {
        caching.doFilter(new MockHttpServletRequest("GET", "/oauth2/jwks"), response, chain);
    }
}
