package com.hubify.identity.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

class ProtocolErrorPageTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final ProtocolErrorPage page = new ProtocolErrorPage();

    @Test
    void readsTheParameterFromSpringsDescription() throws IOException {
        request.addParameter("redirect_uri", "https://other.example/");
        answer(oauth("invalid_request", "OAuth 2.0 Parameter: redirect_uri"));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(ProtocolFailure.of(request))
                .contains(new ProtocolFailure("invalid_request", "redirect_uri", ParameterFault.VALUE));
    }

    @Test
    void readsNothingFromAnyOtherDescription() throws IOException {
        answer(oauth("invalid_request", "OAuth 2.0 Parameter: <b>client_id</b>"));

        assertThat(ProtocolFailure.of(request))
                .contains(new ProtocolFailure("invalid_request", null, ParameterFault.VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request, 400",
        "invalid_scope, 400",
        "access_denied, 403",
        "server_error, 500",
        "temporarily_unavailable, 503"
    })
    void givesEachCodeItsStatus(String code, int status) throws IOException {
        answer(oauth(code, null));

        assertThat(response.getStatus()).isEqualTo(status);
    }

    @Test
    void treatsEveryOtherFailureAsOurs() throws IOException {
        answer(new AuthenticationServiceException("Redis is away"));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getErrorMessage()).isNull();
    }

    private void answer(AuthenticationException exception) throws IOException {
        page.onAuthenticationFailure(request, response, exception);
    }

    private static OAuth2AuthenticationException oauth(String code, @Nullable String description) {
        return new OAuth2AuthenticationException(new OAuth2Error(code, description, null));
    }
}
