package com.hubify.identity.limits.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.limits.ExceededLimit;
import com.hubify.identity.limits.LimitExceeded;
import com.hubify.identity.limits.RequestLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;

class ServletLimitedInputTests {

    private static final Duration TIME = Duration.ofSeconds(10);

    // Nanoseconds have no beginning, and may go over their end.
    private final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());
    private final List<ExceededLimit> refusals = new ArrayList<>();
    private final Drop body = new Drop();
    private final Request request = new Request();
    private final ServletLimitedInput input;

    ServletLimitedInputTests() {
        request.setInputBuffer(body);
        input = ServletLimitedInput.of(request, new RequestLimits.Limit(1_000, TIME), nanos::get, refusals::add);
    }

    /** Attack: a body of one byte now and then, which no time-out of a single read ends. */
    @Test
    void endsWithTheRequestsTimeHoweverOftenSomethingComes() throws IOException {
        for (int second = 0; second < 10; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(input.doRead(body)).isEqualTo(1);
        }
        nanos.addAndGet(1);

        assertThatExceptionOfType(LimitExceeded.class).isThrownBy(() -> input.doRead(body));
        assertThatExceptionOfType(LimitExceeded.class).isThrownBy(() -> input.doRead(body));
        assertThat(refusals).containsExactly(ExceededLimit.TIME);
    }

    /** Attack: the same after the answer, when what is left is read only so that the sender gets the answer. */
    @Test
    void discardsNoLongerThanItIsTold() throws IOException {
        body.each = () -> nanos.addAndGet(Duration.ofMillis(300).toNanos());

        input.discard(1_000, Duration.ofSeconds(1));

        assertThat(body.reads).isEqualTo(4);
        input.discard(1_000, Duration.ofDays(365));
        assertThat(body.reads).isEqualTo(34);
    }

    private static final class Drop implements InputBuffer, ApplicationBufferHandler {

        private int reads;
        private Runnable each = () -> {};

        @Override
        public int doRead(ApplicationBufferHandler handler) {
            reads++;
            each.run();
            return 1;
        }

        @Override
        public int available() {
            return 1;
        }

        @Override
        public void setByteBuffer(ByteBuffer buffer) {}

        @Override
        public ByteBuffer getByteBuffer() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public void expand(int size) {}
    }
}
