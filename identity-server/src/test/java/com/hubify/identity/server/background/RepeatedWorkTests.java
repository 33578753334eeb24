package com.hubify.identity.server.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class RepeatedWorkTests {

    private final BackgroundWork background = new BackgroundWork();

    @AfterEach
    void stop() {
        background.stop();
    }

    @Test
    void beginsWithTheApplicationAndIsRepeated() throws Exception {
        CountDownLatch steps = new CountDownLatch(3);
        background.repeat("test", "Testing", Duration.ofMillis(1), steps::countDown);

        assertThat(steps.getCount()).isEqualTo(3);
        background.start();

        assertThat(steps.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** What comes while the step runs is not left until the next time. */
    @Test
    void runsAgainWhenItIsWokenMeanwhile() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(2);
        background.start();
        RepeatedWork work = background.repeat("test", "Testing", Duration.ofHours(1), () -> meet(meeting));

        meeting.await();
        work.wake();
        work.wake();
        meeting.await();
        meeting.await();
        meeting.await();

        assertThat(meeting.getNumberWaiting()).isZero();
    }

    /** Fault: Redis is away for an hour. It is tried all the time, and the log says it once. */
    @Test
    void goesOnAfterFailuresAndSaysThemOnce(CapturedOutput output) throws Exception {
        AtomicInteger steps = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(6);
        background.start();
        background.repeat("test", "Testing", Duration.ofMillis(1), () -> {
            over.countDown();
            int step = steps.incrementAndGet();
            if (step == 2) {
                throw new NoClassDefFoundError("broken");
            }
            if (step <= 3) {
                throw new IllegalStateException("Redis is away");
            }
        });

        assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(output.getOut()).containsOnlyOnce("Testing fails");
    }

    @Test
    void endsWithTheApplication() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        background.start();
        background.repeat("test", "Testing", Duration.ofHours(1), () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        background.stop();

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(background.isRunning()).isFalse();
    }

    // Twice, so that the test knows that the step is under way, and then that it has ended.
    private static void meet(CyclicBarrier meeting) throws InterruptedException {
        try {
            meeting.await();
            meeting.await();
        } catch (java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
