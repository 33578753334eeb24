package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerBreaker;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.Follower;
import com.hubify.identity.resource.settings.Secret;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKey;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.IntrospectionClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

/** The stub issuer that services test with says of the revoked what the identity server would. */
class RevokedInTestsTests {

    private final StubIssuer issuer = new StubIssuer();
    private final TestTokens tokens = new TestTokens(issuer, "https://api.hubify.com", List.of(), Clock::systemUTC);
    private final IntrospectionClient introspection = introspection();

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void tokensAreActiveUntilTheyAreRevoked() {
        String token = tokens.accessToken().claim(TokenClaims.GRANT_ID, "g1").value();
        String other = tokens.accessToken().value();
        assertThat(introspection.introspect(token).getAttributes())
                .containsEntry("gid", "g1")
                .containsKeys("jti", "sub", "client_id");

        tokens.revoke(token);

        assertThat(isActive(token)).isFalse();
        assertThat(isActive(other)).isTrue();
    }

    @Test
    void keysDieWithTheirOwner() {
        String key = tokens.apiKey().subject("user_gone").value();
        String other = tokens.apiKey().value();
        assertThat(isActive(key)).isTrue();

        tokens.revoke(Kind.SUBJECT, "user_gone");

        assertThat(isActive(key)).isFalse();
        assertThat(isActive(other)).isTrue();
    }

    @Test
    void areRevokedAsTheyWereMadeOrSent() {
        TestToken token = tokens.accessToken();
        TestKey key = tokens.apiKey();
        TestKey sent = tokens.apiKey();

        tokens.revoke(token);
        tokens.revoke(key);
        tokens.revoke(sent.bearer());

        assertThat(isActive(token.value())).isFalse();
        assertThat(isActive(key.value())).isFalse();
        assertThat(isActive(sent.value())).isFalse();
    }

    @Test
    void theFeedTellsOfThem() {
        try (Follower follower = Follower.of(issuer).ready()) {
            String key = tokens.apiKey().value();

            tokens.revoke(key);

            Follower.soon().until(() -> follower.view.size() == 1);
        }
    }

    private boolean isActive(String credential) {
        try {
            introspection.introspect(credential);
            return true;
        } catch (BadOpaqueTokenException e) {
            return false;
        }
    }

    private IntrospectionClient introspection() {
        IssuerConnection connection = new IssuerConnection(Duration.ofSeconds(1), ObservationRegistry.NOOP);
        return new IntrospectionClient(
                new IssuerMetadata("hubify.resource.issuer-uri", issuer.issuer(), null, null, connection),
                connection,
                new ClientCredentials(StubIssuer.CLIENT_ID, Secret.of(StubIssuer.CLIENT_SECRET)),
                new IssuerBreaker(Ticker.systemTicker()),
                new SimpleMeterRegistry());
    }
}
