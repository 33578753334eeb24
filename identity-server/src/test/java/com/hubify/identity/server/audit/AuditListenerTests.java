package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.ApiKeyVerification.Reason;
import com.hubify.identity.server.audit.trail.AuditEntry;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.error.Refusal;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditListenerTests {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:20Z");
    private static final int FLOOD = 105;

    private final List<AuditEntry> written = new ArrayList<>();
    private final TestClock clock = TestClock.standing();
    private final AuditListener listener = new AuditListener(written::add, clock);

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
            listener.on(new Refusal("invalid_token", "made up", "", "", false));
        }

        listener.on(new ClientRefused("unauthorized_client", "introspection of another client's token", ""));
        listener.on(new Refusal("insufficient_scope", "labs:read", "demo-machine", "", false));

        assertThat(written).hasSize(202);
    }

    /** Attack: make up so many client ids in a minute that nobody sees how the secret of a real client is guessed. */
    @Test
    void madeUpClientsHideNoGuessAtAKnownOne() {
        for (int i = 0; i < FLOOD; i++) {
            listener.on(new ClientRefused("invalid_client", "made up", ""));
            listener.on(new ClientRefused("invalid_client", "guessed", "demo-web"));
            listener.on(new Refusal("invalid_grant", "made up", "nobody", "", false));
            listener.on(new Refusal("invalid_grant", "stolen", "evil", "evil", true));
        }

        listener.on(new ClientRefused("invalid_client", "guessed", "demo-machine"));
        listener.on(new Refusal("invalid_grant", "stolen", "hubify-cli", "hubify-cli", false));

        assertThat(written).hasSize(2 * (100 + 1 + 1));
        assertThat(written.get(202).details()).containsEntry("client", "demo-machine");
        assertThat(written.get(203).details()).containsEntry("caller", "hubify-cli");
    }

    /** Attack: send wrong secrets at each of the clients, whose ids are no secret, to wash the trail out so much sooner. */
    @Test
    void allClientsTogetherTakeHardlyMoreThanOne() {
        for (int client = 0; client < 50; client++) {
            for (int i = 0; i < FLOOD; i++) {
                listener.on(new ClientRefused("invalid_client", "guessed", "client-" + client));
            }
        }

        assertThat(written).hasSize(100 + 50);
    }

    /** The next entry about a client says how many were left out, of that client. */
    @Test
    void countsWhatItLeavesOutForEachClient() {
        for (int i = 0; i < FLOOD; i++) {
            listener.on(new ClientRefused("invalid_client", "guessed", "demo-web"));
        }
        listener.on(new ClientRefused("invalid_client", "guessed", "demo-machine"));
        clock.wind(Duration.ofSeconds(60));
        listener.on(new ClientRefused("invalid_client", "guessed", "demo-machine"));
        listener.on(new ClientRefused("invalid_client", "guessed", "demo-web"));

        assertThat(written.get(written.size() - 2).details()).doesNotContainKey("left_out_before");
        assertThat(written)
                .last()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("left_out_before", "4"));
    }

    /** Attack: name a public client, which takes its id alone, in the place of a client that proved who it is. */
    @Test
    void whatAnybodyCanSendIsNoMisuse() {
        listener.on(new Refusal("unauthorized_client", "no such grant", "hubify-cli", "hubify-cli", false));
        listener.on(new Refusal("unauthorized_client", "no such grant", "demo-machine", "demo-machine", true));

        assertThat(written.stream().map(AuditPlaces::of)).containsExactly(AuditStream.REFUSED, AuditStream.MISUSED);
    }
}
