package com.hubify.identity.resource.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MovableTicker;
import com.hubify.identity.resource.revocation.LineageDigest;
import com.hubify.identity.resource.verification.CountedMeters;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.hubify.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialMemoryTests {

    private static final Verification.Refused INACTIVE = new Verification.Refused(Reason.INACTIVE);

    private final TestClock clock = TestClock.standingAt(Clock.systemUTC().instant());
    private final MovableTicker ticker = new MovableTicker();
    private final CountedMeters metrics = new CountedMeters();
    private final CredentialMemory memory = new CredentialMemory(1_000, clock, ticker, metrics);

    // A flood of well-formed keys that nobody issued.
    @Test
    void keepsGoodOnesThroughFloodOfBadOnes() {
        IntStream.range(0, 500).forEach(i -> memory.remember(digest("good" + i), known(Instant.MAX, true)));

        IntStream.range(0, 200_000).forEach(i -> memory.refuse(digest("bad" + i), INACTIVE, ticker.read()));

        assertThat(IntStream.range(0, 500)).allMatch(i -> memory.known(digest("good" + i)) != null);
    }

    // A decoder of the service's own says the same of a token not yet valid, or signed with the next key.
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"TIME", "UNKNOWN_KEY", "DECODER"})
    void keepsNoRefusalThatMayBeOverInAMoment(Reason reason) {
        memory.refuse(digest("token"), new Verification.Refused(reason), ticker.read());

        assertThat(memory.refused(digest("token"))).isNull();
    }

    @Test
    void keepsNoMoreThanItMay() {
        IntStream.range(0, 20_000).forEach(i -> memory.remember(digest("good" + i), known(Instant.MAX, true)));

        assertThat(IntStream.range(0, 20_000).filter(i -> memory.known(digest("good" + i)) != null))
                .hasSizeLessThan(3_000);
    }

    @Test
    void doesNotTakeBackWhatEndedMeanwhile() {
        CredentialDigest digest = digest("key");
        memory.remember(digest, known(Instant.MAX, true));
        KnownCredential late = known(Instant.MAX, true);
        ticker.forward(Duration.ofSeconds(1));

        memory.refuse(digest, INACTIVE, ticker.read());

        assertThat(memory.remember(digest, late)).isFalse();
        assertThat(memory.known(digest)).isNull();
    }

    @Test
    void believesTheIssuerThatSaysOtherwiseLater() {
        CredentialDigest digest = digest("key");
        memory.remember(digest, known(Instant.MAX, true));
        memory.refuse(digest, INACTIVE, ticker.read());
        ticker.forward(Duration.ofSeconds(1));

        assertThat(memory.remember(digest, known(Instant.MAX, false))).isFalse();
        assertThat(memory.remember(digest, known(Instant.MAX, true))).isTrue();
    }

    @Test
    void doesNotReplaceWhatIsKnownMoreRecently() {
        CredentialDigest digest = digest("key");
        KnownCredential late = known(Instant.MAX, true);
        ticker.forward(Duration.ofSeconds(1));
        KnownCredential recent = known(Instant.MAX, true);
        memory.remember(digest, recent);

        assertThat(memory.remember(digest, late)).isTrue();

        assertThat(memory.known(digest)).isSameAs(recent);
    }

    @Test
    void keepsNothingThatHasExpired() {
        memory.remember(digest("old"), known(clock.instant(), true));

        assertThat(memory.known(digest("old"))).isNull();
    }

    @Test
    void tellsCredentialsApartByAllTheyHave() {
        assertThat(digest("abc")).isEqualTo(digest("abc")).isNotEqualTo(digest("abcd"));
        CredentialDigest one = new CredentialDigest(1, 2, 3, 4);
        assertThat(one)
                .isNotEqualTo(new CredentialDigest(1, 2, 3, 5))
                .isNotEqualTo(new CredentialDigest(1, 2, 0, 4))
                .isNotEqualTo(new CredentialDigest(1, 0, 3, 4))
                .isNotEqualTo(new CredentialDigest(0, 2, 3, 4));
    }

    private KnownCredential known(Instant expires, boolean introspected) {
        Caller caller = Caller.of(Caller.Kind.API_KEY, "user_1", Scopes.none()).withKeyId("abcd1234");
        LineageDigest lineage = LineageDigest.of(Lineage.ofKey(clock.instant(), "abcd1234", "user_1"));
        return new KnownCredential(
                new Verification.Accepted(caller, lineage, expires, introspected),
                ticker.read(),
                clock.instant(),
                true);
    }

    private static CredentialDigest digest(String credential) {
        return CredentialDigest.of(credential);
    }
}
