package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.local.InMemoryKeyCustody;
import com.hubify.identity.server.signing.vault.SigningOutcome.Signed;
import com.nimbusds.jose.JWSAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SelfCheckTests {

    private static final List<byte[]> INPUTS = List.of("input".getBytes(StandardCharsets.US_ASCII));

    private final InMemoryKeyCustody custody = new InMemoryKeyCustody(Clock.systemUTC());
    private final SigningKey published =
            custody.versions(JWSAlgorithm.ES256).get(0).key();
    private final SigningKey another = custody.addVersion(JWSAlgorithm.ES256).key();
    private final AtomicLong ticker = new AtomicLong();
    private SigningKey signing = published;
    private final SelfCheck check = new SelfCheck(published, ticker::get);

    @Test
    void passesOnWhatThePublishedKeyHasSigned() {
        assertPasses();
    }

    @Test
    void refusesWhatAnotherKeyHasSigned() {
        signing = another;

        assertMissing();
        assertMissing();
    }

    /** Every signature would cost a verification, which takes longer than the whole call. */
    @Test
    void looksOnceASecond() {
        assertPasses();
        signing = another;
        ticker.addAndGet(Duration.ofMillis(999).toNanos());
        assertPasses();

        ticker.addAndGet(Duration.ofMillis(1).toNanos());
        assertMissing();

        signing = published;
        assertPasses();
    }

    private void sign() {
        check.verify(
                INPUTS,
                INPUTS.stream()
                        .<SigningOutcome>map(input -> new Signed(custody.sign(signing, input)))
                        .toList());
    }

    private void assertPasses() {
        assertThatCode(this::sign).doesNotThrowAnyException();
    }

    private void assertMissing() {
        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(this::sign)
                .extracting(SigningUnavailable::reason)
                .isEqualTo(Reason.KEY_MISSING);
    }
}
