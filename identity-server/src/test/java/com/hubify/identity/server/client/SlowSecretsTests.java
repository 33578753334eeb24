package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class SlowSecretsTests {

    private static final String CLIENT = "192.0.2.1";
    private static final String ATTACKER = "198.51.100.1";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final SlowEncoder encoder = new SlowEncoder();
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void onlyTheSecretOfTheDigestMatches() {
        SlowSecrets secrets = secrets(2, LONG);
        encoder.mayCheck.release(10);

        assertThat(secrets.matches("right", "digest of right", CLIENT)).isTrue();
        assertThat(secrets.matches("wrong", "digest of right", CLIENT)).isFalse();
        assertThat(secrets.matches("right", "digest of other", CLIENT)).isFalse();
        assertThat(secrets.matches("right", "digest of right", CLIENT)).isTrue();
    }

    /** Attack: many wrong secrets of one client at once, each of which takes a core. */
    @Test
    void oneSecretOfAClientIsCheckedAtATime() {
        SlowSecrets secrets = secrets(16, Duration.ZERO);
        CompletableFuture<Boolean> first = check(secrets, "wrong", "digest of right");

        assertThatExceptionOfType(TooManySlowChecks.class)
                .isThrownBy(() -> secrets.matches("other", "digest of right", CLIENT));

        encoder.mayCheck.release();
        assertThat(first.join()).isFalse();
    }

    /** Attack: wrong secrets of all clients at once. */
    @Test
    void halfOfTheCoresCheckNone() {
        SlowSecrets secrets = secrets(4, Duration.ZERO);
        CompletableFuture<Boolean> first = check(secrets, "wrong", "digest of one");
        CompletableFuture<Boolean> second = check(secrets, "wrong", "digest of two");

        assertThatExceptionOfType(TooManySlowChecks.class)
                .isThrownBy(() -> secrets.matches("wrong", "digest of three", CLIENT));

        encoder.mayCheck.release(3);
        assertThat(first.join()).isFalse();
        assertThat(second.join()).isFalse();
        assertThat(secrets.matches("three", "digest of three", CLIENT)).isTrue();
    }

    /** Attack: wrong secrets keep the client itself from its tokens. */
    @Test
    void theSecretThatMatchedIsRecognizedWhateverElseIsChecked() {
        SlowSecrets secrets = secrets(1, Duration.ZERO);
        encoder.mayCheck.release();
        assertThat(secrets.matches("right", "digest of right", CLIENT)).isTrue();
        CompletableFuture<Boolean> attack = check(secrets, "wrong", "digest of right");

        assertThat(secrets.matches("right", "digest of right", CLIENT)).isTrue();

        encoder.mayCheck.release();
        assertThat(attack.join()).isFalse();
        assertThat(secrets.matches("right", "digest of right", CLIENT))
                .as("after a wrong one")
                .isTrue();
        assertThat(encoder.checked).containsExactly("right", "wrong");
    }

    /** Attack: more wrong secrets from one place than are checked while the client waits, before its own has matched. */
    @Test
    void theClientWaitsForOneCheckOfEachNetwork() {
        SlowSecrets secrets = secrets(16, LONG);
        CompletableFuture<Boolean> first = check(secrets, "wrong", "digest of right");
        List<CompletableFuture<Boolean>> attack = IntStream.range(0, 20)
                .mapToObj(i -> inThread(() -> secrets.matches("wrong", "digest of right", ATTACKER)))
                .toList();
        awaitAllWaiting();
        CompletableFuture<Boolean> own = inThread(() -> secrets.matches("right", "digest of right", CLIENT));
        awaitAllWaiting();

        encoder.mayCheck.release(2);

        assertThat(first.join()).isFalse();
        assertThat(own.join()).isTrue();
        encoder.mayCheck.release(20);
        assertThat(attack).noneMatch(CompletableFuture::join);
    }

    /** A client that starts sends many requests at once. */
    @Test
    void whoWaitedForTheSameSecretNeedsNoCheck() {
        SlowSecrets secrets = secrets(2, LONG);
        List<CompletableFuture<Boolean>> all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> secrets.matches("right", "digest of right", CLIENT), task -> new Thread(task).start()))
                .toList();

        encoder.mayCheck.release();

        assertThat(all).allMatch(CompletableFuture::join);
        assertThat(encoder.checked).containsExactly("right");
    }

    private CompletableFuture<Boolean> inThread(Supplier<Boolean> check) {
        return CompletableFuture.supplyAsync(check, task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            thread.start();
        });
    }

    private void awaitAllWaiting() {
        Awaitility.await()
                .until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    }

    private SlowSecrets secrets(int cores, Duration patience) {
        return new SlowSecrets(encoder, cores, patience);
    }

    private CompletableFuture<Boolean> check(SlowSecrets secrets, String secret, String encoded) {
        CountDownLatch begun = new CountDownLatch(1);
        encoder.begun = begun;
        CompletableFuture<Boolean> check = CompletableFuture.supplyAsync(
                () -> secrets.matches(secret, encoded, ATTACKER), task -> new Thread(task).start());
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return check;
    }

    /** Checks when it is let to. */
    private static final class SlowEncoder implements PasswordEncoder {

        final Semaphore mayCheck = new Semaphore(0);
        final Queue<String> checked = new ConcurrentLinkedQueue<>();
        volatile CountDownLatch begun = new CountDownLatch(1);

        @Override
        public String encode(@Nullable CharSequence secret) {
            return "digest of " + secret;
        }

        @Override
        public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
            begun.countDown();
            try {
                assertThat(mayCheck.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            checked.add(String.valueOf(secret));
            return encode(secret).equals(encoded);
        }
    }
}
