package com.hubify.identity.resource.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.resource.web.BearerTokens;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class ServletBearerTokensTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/labs");

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER abc", "bEaReR   abc"})
    void readsTheSchemeInAnyCase(String header) {
        assertThat(resolve(header)).isEqualTo("abc");
    }

    @Test
    void readsTheLongestCredential() {
        String longest = "a".repeat(BearerTokens.LONGEST);

        assertThat(resolve("Bearer " + longest)).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YTpi",
                "Bearerabc",
                "Bearer\tabc",
                "BearerX abc",
                "DPoP abc",
                " Bearer abc",
                "abc",
                "",
                "Bеarer abc"
            })
    void findsNothingUnderAnotherScheme(String header) {
        assertThat(resolve(header)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer a b",
                "Bearer a,b",
                "Bearer abc, Bearer def",
                "Bearer \"abc\"",
                "Bearer a\u0000b",
                "Bearer a\nb",
                "Bearer a\r\nX: y",
                "Bearer é",
                "Bearer =",
                "Bearer a=b",
                "Bearer abc ",
                "Bearer abc\t",
                "Bearer a%20b",
                "Bearer {}"
            })
    void refusesWhatIsNoToken(String header) {
        assertError(header, "invalid_token");
    }

    @Test
    void refusesOversizedCredentials() {
        assertError("Bearer " + "a".repeat(BearerTokens.LONGEST + 1), "invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer ", "Bearer     "})
    void refusesAnEmptyCredential(String header) {
        assertError(header, "invalid_request");
    }

    // One part of a chain of servers may look at the first, another at the second.
    @Test
    void refusesTwoCredentials() {
        request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer abc");
        assertError("Bearer abc", "invalid_request");
    }

    @Test
    void refusesCredentialBesideAnotherScheme() {
        request.addHeader(HttpHeaders.AUTHORIZATION, "Basic YTpi");
        assertError("Bearer abc", "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token=def", "a=b&access_token=", "access_token"})
    void refusesAnotherCredentialInTheQuery(String query) {
        request.setQueryString(query);

        assertError("Bearer abc", "invalid_request");
    }

    // The body is the handler's: what is read of a stream here is missing there.
    @Test
    void leavesTheBodyAlone() {
        request.setContentType("application/x-www-form-urlencoded");
        request.setContent("access_token=def".getBytes(StandardCharsets.UTF_8));

        assertThat(resolve("Bearer abc")).isEqualTo("abc");
        assertThat(request.getContentAsByteArray()).isNotEmpty();
    }

    // Tokens in addresses end up in logs and histories: they are not read, so there is nothing to gain by sending them.
    @Test
    void findsNothingInQueryOrBody() {
        request.setQueryString("access_token=def");
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("access_token", "def");

        assertThat(new ServletBearerTokens().resolve(request)).isNull();
    }

    @Test
    void findsNothingWithoutHeader() {
        assertThat(new ServletBearerTokens().resolve(request)).isNull();
    }

    private @Nullable String resolve(String header) {
        request.addHeader(HttpHeaders.AUTHORIZATION, header);
        return new ServletBearerTokens().resolve(request);
    }

    private void assertError(String header, String code) {
        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(() -> resolve(header))
                .satisfies(
                        failure -> assertThat(failure.getError().getErrorCode()).isEqualTo(code));
    }
}
