package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.MovableTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RevocationViewTests {

    private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");

    private final MovableTicker ticker = new MovableTicker();
    private final RevocationView view = new RevocationView(ticker);

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "KEY_STATE", mode = EnumSource.Mode.EXCLUDE)
    void killsWhatDescendsFromTheRevoked(Kind kind) {
        view.revoke(new Revocation(new Ancestor(kind, "1"), NOW));

        assertThat(view.isRevoked(child(kind, "1", NOW))).isTrue();
        assertThat(view.isRevoked(child(kind, "1", NOW.minusSeconds(1)))).isTrue();
        assertThat(view.isRevoked(child(kind, "2", NOW))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CLIENT", "SUBJECT", "SIGN_INS", "CLIENT_GRANTS", "KEY_STATE", "ORGANIZATION", "MEMBERSHIP"},
            mode = EnumSource.Mode.EXCLUDE)
    void killsWhatSaysItWasIssuedAfterTheEnd(Kind kind) {
        view.revoke(new Revocation(new Ancestor(kind, "1"), NOW));

        assertThat(view.isRevoked(child(kind, "1", NOW.plusSeconds(3600)))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CLIENT", "SUBJECT", "SIGN_INS", "CLIENT_GRANTS", "ORGANIZATION", "MEMBERSHIP"})
    void sparesWhatPeopleAndClientsGetAfterwards(Kind kind) {
        view.revoke(new Revocation(new Ancestor(kind, "1"), NOW));

        assertThat(view.isRevoked(child(kind, "1", NOW.plusSeconds(1)))).isFalse();
    }

    /** A key that was changed is asked about, and lives. */
    @Test
    void outdatesAKeyByItsState() {
        view.revoke(new Revocation(new Ancestor(Kind.KEY_STATE, "1 0"), NOW));

        assertThat(view.isRevoked(child(Kind.KEY_STATE, "1 0", NOW))).isFalse();
        assertThat(view.isOutdated(child(Kind.KEY_STATE, "1 0", NOW.minusSeconds(1))))
                .isTrue();
        assertThat(view.isOutdated(child(Kind.KEY_STATE, "1 1", NOW))).isFalse();
        assertThat(view.isOutdated(child(Kind.KEY, "1 0", NOW))).isFalse();
    }

    /** Attack: narrow a leaked key, and go on with the wider token that it was exchanged for. */
    @Test
    void endsATokenByTheStateOfItsKey() {
        LineageDigest token = LineageDigest.ofToken(Lineage.ofToken(
                NOW, Map.of("sub", "user_1", "client_id", "c", "key_id", "1", "key_state", 0), "kid-1"));
        assertThat(view.isRevoked(token)).isFalse();

        view.revoke(new Revocation(Ancestor.keyState("1", 0), NOW));

        assertThat(view.isRevoked(token)).isTrue();
        assertThat(view.isOutdated(token)).isFalse();
    }

    /** Attack: one client revokes in a loop until what other clients hold for the same person, or their keys, are ended. */
    @Test
    void endsWhatOneClientHoldsForOnePerson() {
        view.revoke(new Revocation(Ancestor.clientGrants("user_1", "shop"), NOW));

        assertThat(view.isRevoked(token("user_1", "shop", NOW))).isTrue();
        assertThat(view.isRevoked(token("user_1", "shop", NOW.plusSeconds(1)))).isFalse();
        assertThat(view.isRevoked(token("user_1", "wiki", NOW))).isFalse();
        assertThat(view.isRevoked(token("user_2", "shop", NOW))).isFalse();
        assertThat(view.isRevoked(token("shop", "shop", NOW))).isFalse();
        assertThat(view.isRevoked(LineageDigest.of(Lineage.ofKey(NOW, "key", "user_1"))))
                .isFalse();
    }

    @Test
    void keepsTheLatestOfSeveralRevocations() {
        Ancestor person = new Ancestor(Kind.SUBJECT, "user_1");
        view.revoke(new Revocation(person, NOW));
        view.revoke(new Revocation(person, NOW.minusSeconds(60)));

        assertThat(view.isRevoked(child(Kind.SUBJECT, "user_1", NOW))).isTrue();
    }

    @Test
    void saysThatSomethingChanged() {
        long before = view.version();

        view.revoke(new Revocation(new Ancestor(Kind.TOKEN, "1"), NOW));

        assertThat(view.version()).isNotEqualTo(before);
    }

    @Nested
    class Memory {

        private final Ancestor grant = new Ancestor(Kind.GRANT, "1");

        @Test
        void outlivesTheLongestToken() {
            view.revoke(new Revocation(grant, NOW));

            ticker.forward(Duration.ofHours(25));
            view.revoke(new Revocation(new Ancestor(Kind.GRANT, "2"), NOW));

            assertThat(view.isRevoked(child(Kind.GRANT, "1", NOW))).isTrue();
        }

        @Test
        void endsWhenNothingIsLeftToKill() {
            view.revoke(new Revocation(grant, NOW));

            ticker.forward(Duration.ofHours(26));
            view.revoke(new Revocation(new Ancestor(Kind.GRANT, "2"), NOW));

            assertThat(view.size()).isEqualTo(1);
        }

        @Test
        void doesNotLastLongerBecauseSnapshotsRepeatIt() {
            for (int hour = 0; hour <= 26; hour++) {
                view.revoke(new Revocation(grant, NOW));
                ticker.forward(Duration.ofHours(1));
            }
            view.revoke(new Revocation(new Ancestor(Kind.GRANT, "2"), NOW));

            assertThat(view.size()).isLessThanOrEqualTo(2);
            assertThat(view.isRevoked(child(Kind.GRANT, "2", NOW))).isTrue();
        }

        @Test
        void holdsMillionRevocations() {
            for (int i = 0; i < 1_000_000; i++) {
                view.revoke(new Revocation(new Ancestor(Kind.TOKEN, "t" + i), NOW));
            }

            assertThat(view.size()).isEqualTo(1_000_000);
            assertThat(view.isRevoked(child(Kind.TOKEN, "t999999", NOW))).isTrue();
            assertThat(view.isRevoked(child(Kind.TOKEN, "t1000000", NOW))).isFalse();
        }

        // Whoever can have tokens revoked without end must neither fill the memory nor push older revocations out.
        @Test
        void isBounded() {
            RevocationView small = new RevocationView(ticker, 10);
            for (int i = 0; i < 10; i++) {
                small.revoke(new Revocation(new Ancestor(Kind.TOKEN, "t" + i), NOW));
            }

            assertThatThrownBy(() -> small.revoke(new Revocation(grant, NOW)))
                    .isInstanceOf(IllegalStateException.class);
            small.revoke(new Revocation(new Ancestor(Kind.TOKEN, "t0"), NOW));
            assertThat(small.isRevoked(child(Kind.TOKEN, "t0", NOW))).isTrue();

            ticker.forward(Duration.ofHours(26));
            small.revoke(new Revocation(grant, NOW));
            assertThat(small.isRevoked(child(Kind.GRANT, "1", NOW))).isTrue();
        }
    }

    @Nested
    class Freshness {

        @Test
        void isUnknownAtFirst() {
            assertThat(view.freshAsOf()).isEqualTo(RevocationView.NEVER);
            assertThat(view.staleness()).isEqualTo(RevocationView.FOREVER);
            assertThat(view.isFreshWithin(Duration.ofDays(365))).isFalse();
        }

        @Test
        void wanesWithTime() {
            view.freshen(ticker.read());

            ticker.forward(Duration.ofSeconds(2));

            assertThat(view.staleness()).isEqualTo(Duration.ofSeconds(2));
            assertThat(view.isFreshWithin(Duration.ofSeconds(2))).isTrue();
            assertThat(view.isFreshWithin(Duration.ofMillis(1999))).isFalse();
        }

        @Test
        void isNotLostToEarlierKnowledge() {
            view.freshen(ticker.read());

            view.freshen(ticker.read() - 1_000_000_000);

            assertThat(view.staleness()).isZero();
        }
    }

    @Test
    void tellsListenersWhenTheThreadWasBroken() {
        List<Instant> heard = new ArrayList<>();
        view.addListener(heard::add);

        view.startedAnew(NOW);

        assertThat(heard).containsExactly(NOW);
    }

    private static LineageDigest token(String subject, String client, Instant issuedAt) {
        return LineageDigest.of(
                Lineage.ofToken(issuedAt, Map.of("sub", subject, "client_id", client, "gid", "g"), "kid-1"));
    }

    private static LineageDigest child(Kind kind, String id, Instant issuedAt) {
        Ancestor other = new Ancestor(Kind.SIGNING_KEY, "identity-1");
        return LineageDigest.of(new Lineage(issuedAt, List.of(other, new Ancestor(kind, id))));
    }
}
