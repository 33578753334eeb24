package com.hubify.identity.server.revocation.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.revocation.LogPosition;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.identity.server.revocation.RevocationLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RevocationTailTests {

    private final RevocationHistory history =
            new RevocationHistory(10, Duration.ofSeconds(1).toNanos());
    private final BrokenLog log = new BrokenLog();
    private final RevocationTail tail = new RevocationTail(() -> log, history, 10, System::nanoTime);

    @AfterEach
    void stop() {
        tail.stop();
    }

    /** Otherwise the services of this node hear of nothing any more until it is started again. */
    @Test
    void isNotEndedByAnError(CapturedOutput output) {
        tail.start();

        Awaitility.await().until(() -> log.closed || history.current() != null);

        assertThat(log.closed).isFalse();
        assertThat(output)
                .containsOnlyOnce("can't be read: java.lang.StackOverflowError")
                .contains("at " + BrokenLog.class.getName());
    }

    /** Fails twice, as what is loaded lazily may, and then works. */
    private static final class BrokenLog implements RevocationLog {

        private final AtomicInteger reads = new AtomicInteger();
        private volatile boolean closed;

        @Override
        public Recent recent(int limit) {
            if (reads.incrementAndGet() <= 2) {
                throw new StackOverflowError();
            }
            return new Recent(List.of(), LogPosition.START, 0);
        }

        @Override
        public Optional<List<LoggedRevocation>> after(LogPosition position, int limit) {
            return Optional.of(List.of());
        }

        @Override
        public void await(LogPosition position) {
            Thread.onSpinWait();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
