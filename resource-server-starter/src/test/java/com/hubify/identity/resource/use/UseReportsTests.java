package com.hubify.identity.resource.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MovableTicker;
import com.hubify.identity.resource.use.UseConnection.Outcome;
import com.hubify.testing.TestClock;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UseReportsTests {

    private final KeyUses uses = KeyUses.counting(TestClock.standing());
    private final List<UseBatch> sent = new ArrayList<>();
    private final MovableTicker ticker = new MovableTicker();
    private Outcome outcome = Outcome.TAKEN;
    private final UseReports reports = new UseReports(
            uses,
            batch -> {
                sent.add(batch);
                return outcome;
            },
            new SecureRandom(),
            ticker);

    @Test
    void reportsWhatWasCountedOnce() {
        use("abcd1234");
        reports.send();
        reports.send();

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).uses()).extracting(UsedKey::id).containsExactly("abcd1234");
    }

    /** The server counts a batch once, by its id: an answer that got lost must not have it counted twice. */
    @Test
    void sendsTheSameBatchAgainAfterAFailure() {
        use("abcd1234");
        outcome = Outcome.FAILED;
        reports.send();
        use("abcd1234");
        outcome = Outcome.TAKEN;
        reports.send();

        assertThat(sent).hasSize(3);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
        assertThat(sent.get(2).id()).isNotEqualTo(sent.get(0).id());
    }

    @Test
    void givesUpAfterFiveAttempts() {
        use("abcd1234");
        outcome = Outcome.FAILED;
        for (int i = 0; i < 7; i++) {
            reports.send();
        }

        assertThat(sent).hasSize(5);
    }

    @Test
    void doesNotRepeatWhatIsRefused() {
        use("abcd1234");
        outcome = Outcome.REFUSED;
        reports.send();
        reports.send();

        assertThat(sent).hasSize(1);
    }

    /** Fault: an outage of the server fills the memory of its services. */
    @Test
    void keepsABoundedNumberOfReports() {
        outcome = Outcome.FAILED;
        HashSet<String> tried = new HashSet<>();
        for (int i = 0; i < UseReports.MOST_WAITING + 50; i++) {
            use("abcd1234");
            reports.send();
        }
        sent.forEach(batch -> tried.add(batch.id()));
        sent.clear();
        outcome = Outcome.TAKEN;
        reports.send();

        assertThat(sent).hasSizeBetween(1, UseReports.MOST_WAITING);
    }

    /** A server of before these reports must not be asked every half minute, nor the log be filled. */
    @Test
    void leavesAServerAloneThatTakesNone(CapturedOutput output) {
        outcome = Outcome.NOT_WANTED;
        for (int i = 0; i < 3; i++) {
            use("abcd1234");
            reports.send();
        }
        assertThat(sent).hasSize(1);

        ticker.forward(UseReports.PAUSE);
        use("abcd1234");
        reports.send();

        assertThat(sent).hasSize(2);
        assertThat(output.toString().split("takes no reports", -1)).hasSize(2);

        ticker.forward(UseReports.PAUSE);
        outcome = Outcome.TAKEN;
        use("abcd1234");
        reports.send();
        use("abcd1234");
        reports.send();
        assertThat(sent).hasSize(4);
    }

    @Test
    void fitsIntoWhatTheServerReads() {
        StringBuilder scopes = new StringBuilder("a".repeat(60) + ":b0");
        for (int i = 1; i < 64; i++) {
            scopes.append(" ").append("a".repeat(60)).append(":b").append(i);
        }
        for (int i = 0; i < 450; i++) {
            KeyUse use = uses.count(key("%08d".formatted(i)), () -> null);
            if (use != null && i < 30) {
                use.count(Scopes.parse(scopes.toString()).orElseThrow(), 0);
            }
        }
        reports.send();

        assertThat(sent).hasSizeGreaterThan(3).allSatisfy(batch -> {
            assertThat(batch.uses()).hasSizeLessThanOrEqualTo(UseBatch.MOST_KEYS);
            assertThat(batch.json()).hasSizeLessThan(64 * 1024);
        });
        assertThat(sent.stream().mapToInt(batch -> batch.uses().size()).sum()).isEqualTo(450);
    }

    private void use(String key) {
        assertThat(uses.count(key(key), () -> null)).isNotNull();
    }

    private static Caller key(String id) {
        return Caller.of(Caller.Kind.API_KEY, "user_1", Scopes.none()).withKeyId(id);
    }
}
