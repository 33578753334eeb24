package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.vault.SigningOutcome.Signed;
import com.nimbusds.jose.util.Base64URL;
import java.net.http.HttpTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaultGuardTests {

    private static final List<SigningOutcome> SIGNED = List.of(new Signed(new Base64URL("c2lnbmVk")));

    private final AtomicInteger calls = new AtomicInteger();
    private final Deque<SigningUnavailable> troubles = new ArrayDeque<>();
    private final VaultGuard guard = new VaultGuard();

    /** Another node of Vault takes over: connections are refused, or answered by one that stands by. */
    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "SEALED", "FAILED"})
    void asksOnceMoreAfterQuickTrouble(Reason reason) {
        troubles.add(new SigningUnavailable(reason, "for a moment"));

        assertThat(sign()).isEqualTo(SIGNED);
        assertThat(calls).hasValue(2);
    }

    /** To ask again would get the same answer, and leaves one more refusal in Vault's audit trail. */
    @ParameterizedTest
    @EnumSource(names = {"FORBIDDEN", "KEY_MISSING"})
    void takesAnAnswerForAnAnswer(Reason reason) {
        for (int i = 0; i < 20; i++) {
            troubles.add(new SigningUnavailable(reason, "no"));
            assertFails(reason);
        }
        assertThat(calls).hasValue(20);

        assertThat(sign()).isEqualTo(SIGNED);
    }

    /** Whoever waits has waited for the whole time-out already. */
    @Test
    void doesNotWaitTwice() {
        troubles.add(new SigningUnavailable(Reason.UNREACHABLE, "slow", new HttpTimeoutException("timed out")));

        assertFails(Reason.UNREACHABLE);
        assertThat(calls).hasValue(1);
    }

    /** A Vault that hangs would hold every request for the whole time-out, one batch after the other. */
    @Test
    void failsAtOnceAfterSomeTroubleAndFindsTheWayBack() {
        IntStream.range(0, 40).forEach(i -> troubles.add(new SigningUnavailable(Reason.SEALED, "sealed")));
        IntStream.range(0, 20).forEach(i -> assertFails(Reason.SEALED));
        assertThat(calls.get()).isLessThan(15);
        troubles.clear();

        Awaitility.await().ignoreExceptionsInstanceOf(SigningUnavailable.class).until(() -> sign().equals(SIGNED));
    }

    private List<SigningOutcome> sign() {
        return guard.call(() -> {
            calls.incrementAndGet();
            SigningUnavailable trouble = troubles.poll();
            if (trouble != null) {
                throw trouble;
            }
            return SIGNED;
        });
    }

    private void assertFails(Reason reason) {
        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(this::sign)
                .extracting(SigningUnavailable::reason)
                .isEqualTo(reason);
    }
}
