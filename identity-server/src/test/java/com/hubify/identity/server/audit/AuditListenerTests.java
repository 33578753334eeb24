package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.Verification.Reason;
import com.hubify.identity.server.client.ClientRefused;
import com.hubify.identity.server.error.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditListenerTests {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:20Z");
    private static final int FLOOD = 105;

    private final List<AuditEntry> written = new ArrayList<>();
    private final AuditListener listener = new AuditListener(written::add, Clock.fixed(NOW, ZoneOffset.UTC));

    /** Attack: make up so many keys in a minute that the use of a stolen one is left out. */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"WRONG_SECRET", "REVOKED", "EXPIRED"})
    void madeUpKeysHideNoRealOne(Reason reason) {
        for (int i = 0; i < FLOOD; i++) {
            listener.on(new ApiKeyRefused(Reason.UNKNOWN, null, NOW));
            listener.on(new ApiKeyRefused(Reason.MALFORMED, null, NOW));
        }

        listener.on(new ApiKeyRefused(reason, null, NOW));

        assertThat(written)
                .last()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("reason", reason.toString()));
        assertThat(written).hasSize(101);
    }

    /** Attack: the same with clients and requests, so that one who goes where it has no right is left out. */
    @Test
    void madeUpClientsAndRequestsHideNoKnownOne() {
        for (int i = 0; i < FLOOD; i++) {
            listener.on(new ClientRefused("invalid_client", "made up", ""));
            listener.on(new Refusal("invalid_token", "made up", "", ""));
        }

        listener.on(new ClientRefused("unauthorized_client", "introspection of another client's token", ""));
        listener.on(new Refusal("insufficient_scope", "labs:read", "demo-machine", ""));

        assertThat(written).hasSize(202);
    }

    /** Attack: make up so many client ids in a minute that nobody sees how the secret of a real client is guessed. */
    @Test
    void madeUpClientsHideNoGuessAtAKnownOne() {
        for (int i = 0; i < FLOOD; i++) {
            listener.on(new ClientRefused("invalid_client", "made up", ""));
            listener.on(new ClientRefused("invalid_client", "guessed", "demo-web"));
            listener.on(new Refusal("invalid_grant", "made up", "demo-machine", ""));
            listener.on(new Refusal("invalid_grant", "stolen", "hubify-cli", "hubify-cli"));
        }

        listener.on(new ClientRefused("invalid_client", "guessed", "demo-machine"));
        listener.on(new Refusal("invalid_grant", "stolen", "demo-machine", "demo-machine"));

        assertThat(written).hasSize(402);
        assertThat(written.get(400).details()).containsEntry("client", "demo-machine");
    }
}
