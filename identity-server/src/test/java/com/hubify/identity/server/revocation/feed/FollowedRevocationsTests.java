package com.hubify.identity.server.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class FollowedRevocationsTests {

    private static final long NOW = 1_732_508_400_000L;
    private static final Duration REACH = Duration.ofHours(2);
    private static final Instant ISSUED = Instant.ofEpochMilli(NOW).minusSeconds(60);
    private static final long TICK = Duration.ofMillis(1).toNanos();

    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMillis(150).toNanos());
    private final RevocationHistory history =
            new RevocationHistory(10_000, Duration.ofSeconds(1).toNanos());
    private final InMemoryRevocations stored = new InMemoryRevocations();
    private final RevokedAncestors revoked = new RevokedAncestors(history);
    private final LostRevocations lost = new LostRevocations(stored, history, revoked, nanos::get);
    private final FollowedRevocations revocations = new FollowedRevocations(stored, history, revoked, lost, nanos::get);

    @Test
    void answersFromTheLogThatWasJustRead() {
        read(entry(NOW, "grant", "dead", 0));

        assertThat(isRevoked(lineage(Kind.GRANT, "dead"))).isTrue();
        assertThat(isRevoked(lineage(Kind.GRANT, "other"))).isFalse();
        assertThat(stored.asked()).isEmpty();
    }

    @Test
    void followsWhatIsAppended() {
        read();
        assertThat(isRevoked(lineage(Kind.CLIENT, "shop"))).isFalse();

        append(entry(NOW + 1, "client", "shop", ISSUED.getEpochSecond() - 1));
        assertThat(isRevoked(lineage(Kind.CLIENT, "shop"))).isFalse();
        append(entry(NOW + 2, "client", "shop", ISSUED.getEpochSecond()));
        append(entry(NOW + 3, "client", "shop", ISSUED.getEpochSecond() - 5));

        assertThat(isRevoked(lineage(Kind.CLIENT, "shop"))).isTrue();
        assertThat(stored.asked()).isEmpty();
    }

    @Test
    void passesOverKindsOfLaterVersions() {
        read(entry(NOW, "planet", "dead", 0), entry(NOW + 1, "grant", "dead", 0));

        assertThat(isRevoked(lineage(Kind.GRANT, "dead"))).isTrue();
    }

    /** Attack: use a revoked token at the very node that has just acknowledged its revocation. */
    @Test
    void asksTheStoreAboutWhatItHasJustAcknowledgedItself() {
        read();
        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "dead"), Instant.ofEpochMilli(NOW)));

        assertThat(isRevoked(lineage(Kind.GRANT, "dead"))).isTrue();
        assertThat(isRevoked(lineage(Kind.GRANT, "other"))).isFalse();
        assertThat(stored.asked()).hasSize(2);

        append(entry(NOW + 1, "grant", "dead", 0));
        assertThat(isRevoked(lineage(Kind.GRANT, "dead"))).isTrue();
        assertThat(stored.asked()).hasSize(2);
    }

    /** A revocation that ended in an error may have been written. */
    @Test
    void asksTheStoreAfterARevocationWithoutAnAnswer() {
        read();
        stored.isAway = true;
        assertThatThrownBy(() ->
                        revocations.publish(new Revocation(new Ancestor(Kind.GRANT, "x"), Instant.ofEpochMilli(NOW))))
                .isInstanceOf(QueryTimeoutException.class);
        stored.isAway = false;

        assertThat(isRevoked(lineage(Kind.GRANT, "x"))).isFalse();
        assertThat(stored.asked()).hasSize(1);
    }

    /** Attack: cut a node off from the log and go on with a token that is revoked elsewhere. */
    @Test
    void doesNotGoByALogThatItHasNotReadForLong() {
        read();
        nanos.addAndGet(Revocation.MOST_BEHIND.toNanos() - 1);
        assertThat(isRevoked(lineage(Kind.GRANT, "dead"))).isFalse();
        assertThat(stored.asked()).isEmpty();

        nanos.addAndGet(1);
        stored.publish(new Revocation(new Ancestor(Kind.GRANT, "dead"), Instant.ofEpochMilli(NOW)));
        assertThat(isRevoked(lineage(Kind.GRANT, "dead"))).isTrue();

        stored.isAway = true;
        assertThatThrownBy(() -> isRevoked(lineage(Kind.GRANT, "other"))).isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void asksTheStoreBeforeTheFirstReading() {
        assertThat(isRevoked(lineage(Kind.GRANT, "any"))).isFalse();
        assertThat(stored.asked()).hasSize(1);
    }

    /** What was revoked before the log begins is not in it; a credential that is older may be what was revoked. */
    @Test
    void asksTheStoreAboutWhatIsOlderThanTheLog() {
        read();
        Instant old = Instant.ofEpochMilli(NOW).minus(REACH);
        Lineage key = new Lineage(old, List.of(new Ancestor(Kind.KEY, "abcd1234")));
        stored.publish(new Revocation(new Ancestor(Kind.KEY, "abcd1234"), old.plusSeconds(1)));

        assertThat(revocations.isRevokedSince(key, old)).isTrue();
        assertThat(revocations.isRevokedSince(key, old.plusSeconds(60))).isTrue(); // a clock may be ahead
        assertThat(stored.asked()).hasSize(2);

        assertThat(revocations.isRevokedSince(key, Instant.ofEpochMilli(NOW))).isFalse();
        assertThat(stored.asked()).hasSize(2);
    }

    /** What a token or a key is made of is asked where every node writes, at once. */
    @Test
    void asksTheStoreForWhatOutlivesTheAnswer() {
        read();

        assertThat(revocations.isRevoked(lineage(Kind.GRANT, "any"))).isFalse();

        assertThat(stored.asked()).hasSize(1);
    }

    /**
     * Fault: Redis comes back from an older state, or a replica takes over that had not been told all. A revoked token was good
     * again from then on.
     */
    @Test
    void keepsWhatTheLogHasLost() {
        read(entry(NOW, "grant", "before", 0), entry(NOW + 1, "grant", "lost", 0));
        assertThat(isRevoked(lineage(Kind.GRANT, "lost"))).isTrue();

        read(entry(NOW, "grant", "before", 0));
        assertThat(isRevoked(lineage(Kind.GRANT, "lost"))).isTrue();
        read(entry(NOW, "grant", "before", 0), entry(NOW + 5, "grant", "after", 0));

        assertThat(isRevoked(lineage(Kind.GRANT, "lost"))).isTrue();
        assertThat(isRevoked(lineage(Kind.GRANT, "before"))).isTrue();
        assertThat(isRevoked(lineage(Kind.GRANT, "after"))).isTrue();
        assertThat(isRevoked(lineage(Kind.GRANT, "other"))).isFalse();
        assertThat(stored.asked()).isEmpty();
    }

    /** Attack: use what was revoked while Redis, just back from an older state, is asked in place of the log. */
    @Test
    void believesNoStoreThatHasForgotten() {
        read(entry(NOW, "grant", "lost", 0));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(isRevoked(lineage(Kind.GRANT, "lost"))).isTrue();
        assertThat(revocations.isRevoked(lineage(Kind.GRANT, "lost"))).isTrue();
        stored.isAway = true;
        assertThat(isRevoked(lineage(Kind.GRANT, "lost"))).isTrue();
    }

    /** Or what Redis has lost would not be noticed by who writes it again. */
    @Test
    void leavesToTheStoreWhatTheHistoryHasForgotten() {
        read(entry(NOW, "grant", "dead", 0));
        assertThat(isRevoked(lineage(Kind.GRANT, "dead"))).isTrue();
        nanos.addAndGet(REACH.plusSeconds(1).toNanos());
        append(entry(NOW + REACH.toMillis() + 1_000, "grant", "other", 0));

        assertThat(revocations.isRevoked(lineage(Kind.GRANT, "dead"))).isFalse();
        assertThat(stored.asked()).hasSize(1);
    }

    /** Attack: revoke in a loop, for hours. */
    @Test
    void forgetsWithTheHistory() {
        read();
        for (int i = 1; i <= 5_000; i++) {
            nanos.addAndGet(Duration.ofSeconds(10).toNanos());
            append(entry(NOW + i * 10_000L, "token", "t" + i, 0));
            assertThat(isRevoked(lineage(Kind.TOKEN, "t" + i))).isTrue();
        }

        // The reach holds 720 of them.
        assertThat(revocations.remembered()).isLessThan(5_000 - 1_000);
        assertThat(stored.asked()).isEmpty();
    }

    private boolean isRevoked(Lineage lineage) {
        return revocations.isRevokedSince(lineage, Instant.ofEpochMilli(NOW + 60_000_000L));
    }

    private void read(LoggedRevocation... entries) {
        nanos.addAndGet(TICK);
        List<LoggedRevocation> all = List.of(entries);
        LogPosition end = all.isEmpty()
                ? new LogPosition(NOW, 0)
                : all.get(all.size() - 1).position();
        history.load(new RevocationLog.Recent(all, end, NOW - REACH.toMillis()), nanos.get());
    }

    private void append(LoggedRevocation entry) {
        nanos.addAndGet(TICK);
        assertThat(history.append(List.of(entry), nanos.get())).isTrue();
    }

    private static LoggedRevocation entry(long millis, String kind, String id, long issuedBy) {
        return new LoggedRevocation(new LogPosition(millis, 0), kind, id, issuedBy);
    }

    private static Lineage lineage(Kind kind, String id) {
        return new Lineage(ISSUED, List.of(new Ancestor(Kind.SUBJECT, "somebody"), new Ancestor(kind, id)));
    }
}
