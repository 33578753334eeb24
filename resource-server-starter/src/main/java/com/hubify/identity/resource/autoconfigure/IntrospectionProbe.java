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
 * Finds out whether API keys can be introspected: asks about a key that cannot exist, at most once in 30 s. Health is often public,
 * and must not become a way to have the issuer asked.
 */
final class IntrospectionProbe {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final String NO_KEY =
            ApiKeyToken.of("00000000", "0".repeat(ApiKeyToken.SECRET_LENGTH)).value();

    private final IntrospectionClient client;
    private final Clock clock;
    private Instant next = Instant.MIN;

    IntrospectionProbe(IntrospectionClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    synchronized IssuerStanding now() {
        Instant now = clock.instant();
        // Even if the last introspection went well: in an idle service nothing else notices that the issuer is gone.
        if (!now.isBefore(next)) {
            next = now.plus(INTERVAL);
            ask();
        }
        return client.standing();
    }

    private void ask() {
        try {
            client.introspect(NO_KEY);
        } catch (BadOpaqueTokenException e) {
            // The expected answer.
        } catch (IssuerUnavailable e) {
            // The client's standing says what went wrong.
        }
    }
}
