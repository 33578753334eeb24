package com.hubify.identity.server.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Revocations} promises, to whichever implementation, but for the bounds that it sets to each holder. */
interface RevocationsContract {

    Instant NOW = Instant.parse("2026-04-14T10:00:00Z");

    /** Empty before each test. */
    Revocations revocations();

    /** The same, seen by another node. */
    Revocations onOtherNode();

    @ParameterizedTest
    @EnumSource
    default void killsWhatDescendsFromTheRevoked(Kind kind) {
        revocations().publish(new Revocation(new Ancestor(kind, "a"), NOW));

        assertThat(onOtherNode().isRevoked(lineage(NOW.minusSeconds(60), kind, "a")))
                .isTrue();
        assertThat(onOtherNode().isRevoked(lineage(NOW, kind, "a"))).isTrue();
        assertThat(onOtherNode().isRevoked(lineage(NOW.minusSeconds(60), kind, "b")))
                .isFalse();
    }

    @Test
    default void sparesWhatIsIssuedLater() {
        revocations().publish(new Revocation(new Ancestor(Kind.SUBJECT, "user_2abc"), NOW));

        assertThat(revocations().isRevoked(lineage(NOW.plusSeconds(1), Kind.SUBJECT, "user_2abc")))
                .isFalse();
    }

    /** Attack: a refresh that races a sign-out is given a token that says it was issued a moment later. */
    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "GRANT", "SESSION", "KEY"})
    default void nothingDescendsAnyMoreFromWhatHasEnded(Kind kind) {
        revocations().publish(new Revocation(new Ancestor(kind, "a"), NOW));

        assertThat(revocations().isRevoked(lineage(NOW.plusSeconds(10), kind, "a")))
                .isTrue();
    }

    /** A person signs in before they allow a client something: each line counts from its own time. */
    @Test
    default void comparesEachLineWithItsOwnTime() {
        revocations().publish(new Revocation(new Ancestor(Kind.SUBJECT, "user_2abc"), NOW));
        Lineage client = lineage(NOW.minusSeconds(60), Kind.CLIENT, "c");

        assertThat(onOtherNode().isRevoked(List.of(client, lineage(NOW.plusSeconds(1), Kind.SUBJECT, "user_2abc"))))
                .isFalse();
        assertThat(onOtherNode().isRevoked(List.of(client, lineage(NOW, Kind.SUBJECT, "user_2abc"))))
                .isTrue();
        assertThat(onOtherNode().isRevoked(List.of(lineage(NOW, Kind.SUBJECT, "user_2abc"), client)))
                .isTrue();
    }

    /** Attack: the fraction of a second between issue and revocation. */
    @Test
    default void comparesWholeSeconds() {
        revocations().publish(new Revocation(new Ancestor(Kind.SUBJECT, "user_2abc"), NOW.plusMillis(900)));

        assertThat(revocations().isRevoked(lineage(NOW.plusMillis(800), Kind.SUBJECT, "user_2abc")))
                .isTrue();
    }

    @Test
    default void anyAncestorIsEnough() {
        revocations().publish(new Revocation(new Ancestor(Kind.GRANT, "g"), NOW));

        Lineage lineage =
                new Lineage(NOW.minusSeconds(5), List.of(new Ancestor(Kind.TOKEN, "t"), new Ancestor(Kind.GRANT, "g")));
        assertThat(revocations().isRevoked(lineage)).isTrue();
    }

    /** Attack: an earlier revocation that arrives late takes a later one back. */
    @Test
    default void laterRevocationIsNeverTakenBack() {
        revocations().publish(new Revocation(new Ancestor(Kind.CLIENT, "c"), NOW));

        onOtherNode().publish(new Revocation(new Ancestor(Kind.CLIENT, "c"), NOW.minusSeconds(600)));

        assertThat(revocations().isRevoked(lineage(NOW.minusSeconds(10), Kind.CLIENT, "c")))
                .isTrue();
    }

    /** Attack: an identifier that spells another key's name. */
    @Test
    default void kindsAreKeptApart() {
        revocations().publish(new Revocation(new Ancestor(Kind.TOKEN, "x"), NOW));

        assertThat(revocations().isRevoked(lineage(NOW.minusSeconds(1), Kind.GRANT, "x")))
                .isFalse();
    }

    /** Attack: a revocation that comes back late takes a later one back. */
    @Test
    default void restoringTakesNothingBack() {
        revocations().publish(new Revocation(new Ancestor(Kind.CLIENT, "c"), NOW));

        revocations().restore(List.of(entry(1_776_160_000_000L, Kind.CLIENT, "c", NOW.minusSeconds(800))));

        assertThat(revocations().isRevoked(lineage(NOW, Kind.CLIENT, "c"))).isTrue();
    }

    static LoggedRevocation entry(long millis, Kind kind, String id, Instant by) {
        return new LoggedRevocation(new LogPosition(millis, 0), kind.word(), id, by.getEpochSecond());
    }

    static Lineage lineage(Instant issuedAt, Kind kind, String id) {
        return new Lineage(issuedAt, List.of(new Ancestor(kind, id)));
    }
}
