package com.hubify.identity.server.token.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.client.TestClients;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class IssuedTokensTests {

    private final RegisteredClient client = TestClients.confidential().build();
    private final List<Object> told = new ArrayList<>();
    private final IssuedTokens issued = new IssuedTokens(told::add);

    @Test
    void saysWhoGotWhatForWhom() {
        tell(jwt("{\"sub\":\"user_1\",\"jti\":\"t-1\",\"gid\":\"g-1\"}"));

        assertThat(told)
                .containsExactly(new TokenIssued(
                        client.getClientId(),
                        "client_credentials",
                        "user_1",
                        "labs:read",
                        "t-1",
                        "g-1",
                        "203.0.113.7"));
    }

    /** Attack: a client has a text of its choice put into the token, so that the trail says something else. */
    @Test
    void takesNoTextForAMember() {
        tell(jwt("{\"acr\":\"x\\\",\\\"jti\\\":\\\"forged\",\"sub\":\"user_1\",\"jti\":\"t-1\"}"));

        assertThat(((TokenIssued) told.get(0)).tokenId()).isEqualTo("t-1");
    }

    @Test
    void keepsNoToken() {
        tell("opaque");
        tell(jwt("{}"));

        assertThat(told).hasSize(2);
        assertThat(told.toString()).doesNotContain("opaque", "eyJ");
    }

    private void tell(String token) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("203.0.113.7");
        request.addParameter("grant_type", "client_credentials");
        issued.tell(
                new OAuth2AccessTokenAuthenticationToken(
                        client,
                        new TestingAuthenticationToken("client", null),
                        new OAuth2AccessToken(
                                OAuth2AccessToken.TokenType.BEARER,
                                token,
                                Instant.EPOCH,
                                Instant.EPOCH.plusSeconds(600),
                                Set.of("labs:read"))),
                request);
    }

    private static String jwt(String claims) {
        return "eyJ." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".sig";
    }
}
