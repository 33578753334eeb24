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
 * Checks whether API keys can be introspected, by introspecting a key that cannot exist, at most once in 30 s. The
 * health endpoint is often public, so its requests must not each cause a request to the issuer.
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
        // Even if the last introspection succeeded: in an idle service nothing else notices that the
        // issuer is unavailable.
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
            // IssuerStanding holds what went wrong.
        }
    }
}
