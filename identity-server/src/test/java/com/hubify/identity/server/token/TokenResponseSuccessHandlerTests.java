package com.hubify.identity.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hubify.identity.server.client.TestClients;
import com.hubify.identity.server.grant.document.AuthorizationJson;
import com.hubify.identity.server.token.issuance.IssuedTokens;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;

class TokenResponseSuccessHandlerTests {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:00Z");

    private final TokenResponseSuccessHandler answers =
            new TokenResponseSuccessHandler(new IssuedTokens(event -> {}), Clock.fixed(NOW, ZoneOffset.UTC));

    /** Fault: some code takes a grant as it was read for one as it was issued. */
    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "id_token"})
    void neverSendADigestAsAToken(String which) {
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThatIllegalStateException()
                .isThrownBy(() -> answers.onAuthenticationSuccess(
                        new MockHttpServletRequest(),
                        response,
                        answer(value("access_token", which), value("refresh_token", which), value("id_token", which))));
        assertThat(response.isCommitted()).isFalse();
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    private static String value(String name, String digested) {
        return name.equals(digested) ? AuthorizationJson.digested(name) : name;
    }

    private static Authentication answer(String access, String refresh, String idToken) {
        return new OAuth2AccessTokenAuthenticationToken(
                TestClients.confidential().build(),
                new TestingAuthenticationToken("client", null),
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, access, NOW, NOW.plusSeconds(600)),
                new OAuth2RefreshToken(refresh, NOW, NOW.plusSeconds(6000)),
                Map.of("id_token", idToken));
    }
}
