package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.test.WithCaller;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A given caller and real tokens, over a real port of either stack and with either client. */
class CallerOverHttpTests {

    @SpringBootTest(classes = ContractService.class, webEnvironment = WebEnvironment.RANDOM_PORT)
    @AutoConfigureWebTestClient
    @TestIssuer
    abstract static class OverHttp {

        RestTestClient rest;

        @Autowired
        WebTestClient web;

        @Autowired
        TestTokens tokens;

        @BeforeEach
        void connect(@LocalServerPort int port) {
            rest = RestTestClient.bindToServer()
                    .baseUrl("http://localhost:" + port)
                    .build();
        }

        @Test
        @WithCaller(scopes = "labs:read", subject = "user_other")
        void runsAsGivenCaller() {
            rest.get().uri("/v1/labs").exchange().expectBody(String.class).isEqualTo("user_other");
            web.get().uri("/v1/labs").exchange().expectBody(String.class).isEqualTo("user_other");
            rest.get().uri("/reserved").exchange().expectStatus().isForbidden();
            web.get().uri("/reserved").exchange().expectStatus().isForbidden();
        }

        @Test
        @WithCaller(scopes = "labs:read")
        void runsAsGivenCallerWhereFreshnessIsAsked() {
            rest.get().uri("/fresh/seconds").exchange().expectStatus().isOk();
        }

        @Test
        void runsAsNobodyOtherwise() {
            rest.get().uri("/v1/labs").exchange().expectStatus().isUnauthorized();
            web.get().uri("/v1/labs").exchange().expectStatus().isUnauthorized();
        }

        @Test
        void verifiesRealTokens() {
            String credential = tokens.accessToken().scopes("labs:read").bearer();

            rest.get()
                    .uri("/v1/labs")
                    .header("Authorization", credential)
                    .exchange()
                    .expectStatus()
                    .isOk();
            web.get()
                    .uri("/v1/labs")
                    .header("Authorization", credential)
                    .exchange()
                    .expectStatus()
                    .isOk();
        }

        /** Attack: go on with a token after the key that it was exchanged for is revoked. The issuer is not asked. */
        @Test
        void endsATokenWithTheKeyThatItWasExchangedFor() {
            String key = UUID.randomUUID().toString();
            String credential = tokens.accessToken()
                    .scopes("labs:read")
                    .claim(TokenClaims.KEY_ID, key)
                    .claim(TokenClaims.KEY_STATE, 0)
                    .bearer();
            int asked = tokens.issuer().requests("/oauth2/introspect");
            web.get()
                    .uri("/v1/labs")
                    .header("Authorization", credential)
                    .exchange()
                    .expectStatus()
                    .isOk();

            tokens.revoke(Ancestor.Kind.KEY, key);

            web.get()
                    .uri("/v1/labs")
                    .header("Authorization", credential)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
            assertThat(tokens.issuer().requests("/oauth2/introspect")).isEqualTo(asked);
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=servlet")
    class OfServlets extends OverHttp {}

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=reactive")
    class OfWebFlux extends OverHttp {}
}
