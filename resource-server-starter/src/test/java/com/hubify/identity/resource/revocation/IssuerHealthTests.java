package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.autoconfigure.RevocationHealth;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.verification.Credentials;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class IssuerHealthTests {

    private final StubIssuer issuer = new StubIssuer();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void isUpWhenCredentialsCanBeVerified() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            Health health = credentials.health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsOnlyKeys("accessTokens", "sessionTokens", "apiKeys");
        }
    }

    @Test
    void isDownWhileThereAreNoKeys() throws Exception {
        issuer.failEverywhere();

        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            Health health = credentials.health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("accessTokens")).asString().contains(issuer.issuer());
        }
    }

    @Test
    void namesThePropertyWhenTheIssuerRejectsOurSecret() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer, "hubify.resource.client-secret=wrong")) {
            Health health = credentials.health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("apiKeys")).asString().contains("hubify.resource.client-secret");
            assertThat(health.getDetails().toString()).doesNotContain("wrong");
            credentials.assertUnavailable(credentials.tokens.apiKey().value());
        }
    }

    // A slash too many, another name of the same machine: whatever the issuer signs names another issuer.
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d/", "http://localhost:%d"})
    void namesThePropertyWhenTheIssuerCallsItselfOtherwise(String name, CapturedOutput output) throws Exception {
        String misnamed = name.formatted(issuer.port());
        try (Credentials credentials = Credentials.judgedFor(issuer, "hubify.resource.issuer-uri=" + misnamed)) {
            Health health = credentials.health();

            String mistake =
                    "hubify.resource.issuer-uri is " + misnamed + ", but the server at " + misnamed.replaceAll("/$", "")
                            + " calls itself " + issuer.issuer() + "; set the property to that name, exactly";
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsEntry("accessTokens", mistake);
            assertThat(health.getDetails().get("apiKeys")).asString().contains("hubify.resource.issuer-uri is another");
            assertThat(output).containsOnlyOnce(mistake);
        }
    }

    // A client without the setting is turned away by the identity server with 403.
    @Test
    void saysWhenOurClientMayNotAsk() throws Exception {
        issuer.fail("/oauth2/introspect", 403, Map.of(), "{\"error\":\"unauthorized_client\"}");
        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            Health health = credentials.health();

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get("apiKeys"))
                    .asString()
                    .contains("hubify.resource.client-id may not introspect");
            credentials.assertUnavailable(credentials.tokens.apiKey().value());
        }
    }

    // Attack: present made-up keys until the issuer answers 429, and have the service's health take it away from all.
    @Test
    void isUpWhileTheIssuerSlowsTheServiceDown() throws Exception {
        issuer.fail("/oauth2/introspect", 429, Map.of("Retry-After", "1"), "");
        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            assertThat(credentials.health().getStatus()).isEqualTo(Status.UP);
            credentials.assertUnavailable(credentials.tokens.apiKey().value());
        }
    }

    // The issuer has published its keys, but of no token is it known whether it has been revoked.
    @Test
    void callsNoTokensAcceptedThatAreTurnedAway() throws Exception {
        issuer.fail("/oauth2/introspect", 401, Map.of(), "");
        issuer.fail("/oauth2/token", 401, Map.of(), "");
        try (Credentials credentials = Credentials.judgedFor(issuer);
                Follower follower = Follower.of(issuer)) {
            follower.awaitStanding(IssuerStanding.REJECTED);

            Health health =
                    credentials.health(new RevocationHealth(follower.feed, follower.view, Duration.ofMinutes(5)));

            assertThat(health.getDetails().get("accessTokens"))
                    .isEqualTo("refused, since it can't be determined whether they have been revoked");
            assertThat(health.getDetails().get("apiKeys"))
                    .isEqualTo(health.getDetails().get("revocations"));
        }
    }

    @Test
    void noticesThatTheIssuerIsGoneThoughNobodyAsks() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            assertThat(credentials.health().getStatus()).isEqualTo(Status.UP);
            issuer.failEverywhere();

            credentials.clock.wind(Duration.ofSeconds(30));

            assertThat(credentials.health().getDetails().get("apiKeys"))
                    .asString()
                    .contains("does not answer");
        }
    }

    // Health is often open: looking at it must not become a way to make us ask the issuer.
    @Test
    void asksTheIssuerRarely() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer, "hubify.resource.client-secret=wrong")) {
            for (int i = 0; i < 20; i++) {
                credentials.health();
            }
            assertThat(issuer.requests("/oauth2/introspect")).isEqualTo(1);

            credentials.clock.wind(Duration.ofSeconds(30));
            credentials.health();
            assertThat(issuer.requests("/oauth2/introspect")).isEqualTo(2);
        }
    }

    @Test
    void saysThatKeysAreRefusedWithoutCredentials() throws Exception {
        try (Credentials credentials =
                Credentials.judgedFor(issuer, "hubify.resource.client-id=", "hubify.resource.client-secret=")) {
            Health health = credentials.health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails().get("apiKeys")).asString().contains("hubify.resource.client-id is not set");
        }
    }
}
