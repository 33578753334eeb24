package com.hubify.identity.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What {@link RevocationLog} promises, to whichever implementation. */
interface RevocationLogContract {

    Instant NOW = Instant.ofEpochSecond(1_732_508_400);

    /** How far back the recent ones of {@link #log} reach. */
    Duration REACH = Duration.ofHours(2);

    RevocationLog log();

    Revocations revocations();

    /** Drops the oldest entries of the log, as a short log does by itself. */
    void trim(int kept);

    /** Loses the log, but not the recent ones. */
    void lose();

    @Test
    default void hasNothingBeforeTheFirst() {
        assertThat(log().after(LogPosition.START, 10)).contains(List.of());
        assertThat(log().recent(10).entries()).isEmpty();
        assertThat(log().recent(10).end()).isEqualTo(LogPosition.START);
    }

    @Test
    default void readsWhatCameAfterInOrder() {
        publish("a");
        LogPosition end = log().recent(10).end();
        publish("b");
        publish("c");

        List<LoggedRevocation> entries = log().after(end, 10).orElseThrow();

        assertThat(entries).extracting(LoggedRevocation::id).containsExactly("b", "c");
        assertThat(entries).extracting(LoggedRevocation::kind).containsOnly("grant");
        assertThat(entries).extracting(LoggedRevocation::issuedBy).containsOnly(NOW.getEpochSecond());
        assertThat(log().after(entries.get(1).position(), 10)).contains(List.of());
    }

    @Test
    default void readsNoMoreThanAsked() {
        publish("a");
        LogPosition end = log().recent(10).end();
        publish("b");
        publish("c");

        assertThat(log().after(end, 1).orElseThrow())
                .extracting(LoggedRevocation::id)
                .containsExactly("b");
        assertThat(log().recent(2).entries()).extracting(LoggedRevocation::id).containsExactly("b", "c");
    }

    @Test
    default void recentOnesAreThoseOfTheLog() {
        publish("a");
        LogPosition start = log().recent(10).end();
        publish("with spaces and ümlauts");
        publish("c");

        RevocationLog.Recent recent = log().recent(10);

        assertThat(recent.entries())
                .extracting(LoggedRevocation::id)
                .containsExactly("a", "with spaces and ümlauts", "c");
        assertThat(recent.entries().subList(1, 3))
                .isEqualTo(log().after(start, 10).orElseThrow());
        assertThat(recent.end()).isEqualTo(recent.entries().get(2).position());
        assertThat(recent.end().millis() - recent.sinceMillis()).isBetween(REACH.toMillis() - 60_000, REACH.toMillis());
    }

    @Test
    default void recentOnesDoNotDependOnTheLog() {
        publish("a");
        publish("b");
        trim(1);

        assertThat(log().recent(10).entries()).extracting(LoggedRevocation::id).containsExactly("a", "b");
        lose();
        assertThat(log().recent(10).entries()).extracting(LoggedRevocation::id).containsExactly("a", "b");
    }

    @Test
    default void tellsThatItWasTrimmedBehindAPosition() {
        publish("a");
        LogPosition end = log().recent(10).end();
        publish("b");
        publish("c");
        trim(1);

        assertThat(log().after(end, 10)).isEmpty();
    }

    @Test
    default void whoHasReadAllMissesNothingByTrimming() {
        publish("a");
        publish("b");
        LogPosition end = log().recent(10).end();
        trim(0);

        assertThat(log().after(end, 10)).contains(List.of());
        publish("c");
        assertThat(log().recent(10).entries()).extracting(LoggedRevocation::id).containsExactly("a", "b", "c");
    }

    /** A copy of the store that took over has not all that was read from the one before. */
    @Test
    default void tellsThatItHasLostWhatStoodAtAPosition() {
        publish("a");
        LogPosition end = log().recent(10).end();

        assertThat(log().after(new LogPosition(end.millis() + 60_000, 0), 10)).isEmpty();
        lose();
        assertThat(log().after(end, 10)).isEmpty();
        publish("b");
        assertThat(log().after(end, 10)).isEmpty();
    }

    @Test
    default void waitsUntilThereIsSomething() {
        publish("a");
        LogPosition end = log().recent(10).end();

        log().await(end);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> publish("b"));
        while (log().after(end, 10).orElseThrow().isEmpty()) {
            log().await(end);
        }
        other.join();

        assertThat(log().after(end, 10).orElseThrow())
                .extracting(LoggedRevocation::id)
                .containsExactly("b");
    }

    private void publish(String grant) {
        revocations().publish(new Revocation(new Ancestor(Kind.GRANT, grant), NOW));
    }
}
