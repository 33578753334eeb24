package com.hubify.identity.server.signing.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CoalescedRefreshTests {

    private final AtomicInteger looks = new AtomicInteger();

    /** What signs waits for longer than that, so no token is older than the look at the keys it is verified with. */
    @Test
    void everyoneSeesWhatWasThereSoLongBeforeTheyAsked() {
        AtomicLong nanos = new AtomicLong();
        CoalescedRefresh refresh = new CoalescedRefresh(looks::incrementAndGet, nanos::get);

        refresh.refresh();
        assertThat(looks).hasValue(1);
        nanos.addAndGet(CoalescedRefresh.MAX_AGE.toNanos() - 1);
        refresh.refresh();
        assertThat(looks).hasValue(1);
        nanos.addAndGet(1);
        refresh.refresh();
        assertThat(looks).hasValue(2);
    }

    /** A look that takes long counts from when it began: what was written meanwhile may be missing. */
    @Test
    void slowLookIsOldWhenItIsOver() {
        AtomicLong nanos = new AtomicLong();
        CoalescedRefresh refresh = new CoalescedRefresh(
                () -> {
                    looks.incrementAndGet();
                    nanos.addAndGet(CoalescedRefresh.MAX_AGE.toNanos());
                },
                nanos::get);

        refresh.refresh();
        refresh.refresh();

        assertThat(looks).hasValue(2);
    }

    /** Attack: tokens with made-up key ids by the thousand, so that each has the server ask Redis. */
    @Test
    void manyWhoAskAtOnceShareALook() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CoalescedRefresh refresh = new CoalescedRefresh(
                () -> {
                    looks.incrementAndGet();
                    awaitQuietly(slow);
                },
                System::nanoTime);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> all = new ArrayList<>();
        all.add(threads.submit(refresh::refresh));
        await().until(() -> looks.get() == 1);
        CountDownLatch asking = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            all.add(threads.submit(() -> {
                asking.countDown();
                refresh.refresh();
            }));
        }
        asking.await();
        slow.countDown();
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();

        assertThat(looks.get()).isBetween(1, 10);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
