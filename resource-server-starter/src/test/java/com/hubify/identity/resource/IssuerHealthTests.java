package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.StubIssuer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

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

    // Health is often open: looking at it must not become a way to make us ask the issuer.
    @Test
    void asksTheIssuerRarely() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer, "hubify.resource.client-secret=wrong")) {
            for (int i = 0; i < 20; i++) {
                credentials.health();
            }
            assertThat(issuer.requests("/oauth2/introspect")).isEqualTo(1);

            credentials.clock.forward(Duration.ofSeconds(30));
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
