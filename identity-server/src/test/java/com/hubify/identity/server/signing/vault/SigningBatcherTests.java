package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.vault.SigningOutcome.Failed;
import com.hubify.identity.server.signing.vault.SigningOutcome.Signed;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SigningBatcherTests {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<String>> calls = new CopyOnWriteArrayList<>();
    private final Semaphore answers = new Semaphore(0);
    private volatile String unsignable = "";
    private volatile Reason trouble = Reason.FAILED;
    private volatile boolean broken;

    private final SigningBatcher batcher = new SigningBatcher(4, Duration.ofSeconds(20));

    @AfterEach
    void stop() {
        answers.release(1000);
        threads.shutdownNow();
    }

    @Test
    void letsIdleRequestLeaveAtOnceAndAlone() throws Exception {
        Future<String> signature = ask("one");
        answers.release();

        assertThat(signature.get()).isEqualTo("signed one");
        assertThat(calls).containsExactly(List.of("one"));
    }

    @Test
    void letsThoseWhoCameMeanwhileLeaveTogetherInOrder() throws Exception {
        List<Future<String>> signatures = whileCallIsUnderWay("one", "two", "three", "four");
        answers.release(2);

        assertThat(signatures.get(3).get()).isEqualTo("signed four");
        assertThat(calls).containsExactly(List.of("one"), List.of("two", "three", "four"));
    }

    @Test
    void makesNoCallLargerThanAllowed() throws Exception {
        List<Future<String>> signatures = whileCallIsUnderWay("0", "1", "2", "3", "4", "5", "6");
        answers.release(3);

        assertThat(signatures.get(6).get()).isEqualTo("signed 6");
        assertThat(calls).containsExactly(List.of("0"), List.of("1", "2", "3", "4"), List.of("5", "6"));
    }

    @Test
    void failsBadElementAlone() throws Exception {
        unsignable = "three";
        List<Future<String>> signatures = whileCallIsUnderWay("one", "two", "three", "four");
        answers.release(2);

        assertThat(signatures.get(1).get()).isEqualTo("signed two");
        assertThat(signatures.get(3).get()).isEqualTo("signed four");
        assertFails(signatures.get(2), Reason.FAILED);
    }

    @Test
    void failsAllOfCallThatFailsAndGoesOn() throws Exception {
        broken = true;
        List<Future<String>> signatures = whileCallIsUnderWay("one", "two", "three");
        answers.release();
        assertFails(signatures.get(0), Reason.FAILED);
        broken = false;
        answers.release();

        assertThat(signatures.get(1).get()).isEqualTo("signed two");
        assertThat(signatures.get(2).get()).isEqualTo("signed three");
    }

    @Test
    void releasesAllWhoWaitWhenNobodyAnswers() throws Exception {
        broken = true;
        trouble = Reason.UNREACHABLE;
        List<Future<String>> signatures = whileCallIsUnderWay("0", "1", "2", "3", "4", "5", "6");
        answers.release();

        for (Future<String> signature : signatures) {
            assertFails(signature, Reason.UNREACHABLE);
        }
        assertThat(calls).hasSize(1);
    }

    @Test
    void goesOnWithoutThoseWhoGaveUp() throws Exception {
        List<Future<String>> signatures = whileCallIsUnderWay("one", "two", "three");
        signatures.get(1).cancel(true);
        await().until(() -> batcher.waiting() == 1);
        answers.release(2);

        assertThat(signatures.get(2).get()).isEqualTo("signed three");
        assertThat(calls).containsExactly(List.of("one"), List.of("three"));
    }

    @Test
    void givesUpOnCallThatTakesTooLong() throws Exception {
        SigningBatcher impatient = new SigningBatcher(4, Duration.ofMillis(50));
        Future<?> underWay = threads.submit(() -> sign(impatient, "one"));
        await().until(() -> calls.size() == 1);

        assertThatExceptionOfType(SigningUnavailable.class)
                .isThrownBy(() -> sign(impatient, "two"))
                .extracting(SigningUnavailable::reason)
                .isEqualTo(Reason.UNREACHABLE);

        answers.release();
        underWay.get();
        assertThat(impatient.waiting()).isZero();
    }

    // Threads come and go in every order, some give up; each who stays must get the signature over its own input.
    @Test
    void givesEachItsOwnSignatureUnderLoad() throws Exception {
        answers.release(1_000_000);
        List<Future<String>> signatures = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            signatures.add(ask("n" + i));
            if (i % 7 == 3) {
                signatures.get(i).cancel(true);
            }
        }

        for (int i = 0; i < 5000; i++) {
            if (!signatures.get(i).isCancelled()) {
                assertThat(signatures.get(i).get(20, TimeUnit.SECONDS)).isEqualTo("signed n" + i);
            }
        }
        assertThat(batcher.waiting()).isZero();
    }

    private String sign(SigningBatcher batcher, String text) {
        SigningBatcher.Request mine = batcher.enter(text.getBytes(StandardCharsets.UTF_8));
        if (batcher.awaitTurn(mine)) {
            try (SigningBatcher.Batch batch = batcher.take()) {
                try {
                    batch.complete(call(batch.inputs()));
                } catch (SigningUnavailable e) {
                    batch.fail(e);
                }
            }
        }
        return mine.signature().toString();
    }

    private List<SigningOutcome> call(List<byte[]> inputs) {
        List<String> texts = inputs.stream()
                .map(input -> new String(input, StandardCharsets.UTF_8))
                .toList();
        calls.add(texts);
        answers.acquireUninterruptibly();
        if (broken) {
            throw new SigningUnavailable(trouble, "broken");
        }
        return texts.stream().map(this::outcome).toList();
    }

    private SigningOutcome outcome(String text) {
        return text.equals(unsignable)
                ? new Failed(new SigningUnavailable(Reason.FAILED, "bad element"))
                : new Signed(new Base64URL("signed " + text));
    }

    /** The first is under way; the others have queued up behind it, in this order. */
    private List<Future<String>> whileCallIsUnderWay(String... texts) {
        List<Future<String>> signatures = new ArrayList<>();
        for (String text : texts) {
            int position = signatures.size();
            signatures.add(ask(text));
            await().pollInterval(Duration.ofMillis(1)).until(() -> calls.size() == 1 && batcher.waiting() == position);
        }
        return signatures;
    }

    private Future<String> ask(String text) {
        return threads.submit(() -> sign(batcher, text));
    }

    private static void assertFails(Future<String> signature, Reason reason) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(signature::get)
                .havingCause()
                .isInstanceOfSatisfying(
                        SigningUnavailable.class,
                        why -> assertThat(why.reason()).isEqualTo(reason));
    }
}
