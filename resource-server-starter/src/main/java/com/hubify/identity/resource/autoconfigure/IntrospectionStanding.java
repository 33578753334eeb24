package com.hubify.identity.resource.autoconfigure;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.issuer.IssuerUnavailable;
import com.hubify.identity.resource.verification.IntrospectionClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

/**
 * Finds out whether API keys can be introspected: asks about a key that cannot exist, at most once in half a minute. Health is
 * often open to anybody, and must not pass every look on to the issuer.
 */
final class IntrospectionStanding {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final String NOBODYS_KEY =
            ApiKeyToken.of("00000000", "0".repeat(ApiKeyToken.SECRET_LENGTH)).value();

    private final IntrospectionClient client;
    private final Clock clock;
    private Instant nextQuestion = Instant.MIN;

    IntrospectionStanding(IntrospectionClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    synchronized IssuerStanding now() {
        Instant now = clock.instant();
        // Even if the last question went well: where nobody has asked since, nobody would notice that the
        // issuer is gone.
        if (!now.isBefore(nextQuestion)) {
            nextQuestion = now.plus(INTERVAL);
            ask();
        }
        return client.standing();
    }

    private void ask() {
        try {
            client.introspect(NOBODYS_KEY);
        } catch (BadOpaqueTokenException e) {
            // The expected answer: nobody has this key.
        } catch (IssuerUnavailable e) {
            // The client has noted what went wrong.
        }
    }
}
