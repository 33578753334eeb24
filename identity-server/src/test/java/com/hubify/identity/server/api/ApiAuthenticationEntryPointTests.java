package com.hubify.identity.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.RequestIds;
import java.io.IOException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class ApiAuthenticationEntryPointTests {

    private final ApiAuthenticationEntryPoint entryPoint =
            new ApiAuthenticationEntryPoint(new ApiErrorWriter(new RequestIds(new SecureRandom())));

    /** An outage must not look like a bad token: clients would throw good ones away. */
    @Test
    void answersOutagesAsSuch() throws IOException {
        MockHttpServletResponse answer = answer(new AuthenticationServiceException("keys can't be read"));

        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isNotNull();
        assertThat(answer.getHeader("WWW-Authenticate")).isNull();
    }

    @Test
    void saysNothingOfWhatWasWrongWithTheToken() throws IOException {
        MockHttpServletResponse answer = answer(new InvalidBearerTokenException("Jwt expired at 2026-04-14T10:00:00Z"));

        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(answer.getContentAsString()).doesNotContain("expired");
    }

    @Test
    void callsABadlySentTokenABadRequest() throws IOException {
        MockHttpServletResponse answer =
                answer(new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("two tokens")));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_request\"");
    }

    private MockHttpServletResponse answer(AuthenticationException exception) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        entryPoint.commence(new MockHttpServletRequest(), response, exception);
        return response;
    }
}
