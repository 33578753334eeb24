package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedLookTests {

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void everyoneSeesWhatWasThereWhenTheyAsked() {
        AtomicInteger world = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        SharedLook look = new SharedLook(() -> seen.set(world.get()), System::nanoTime);

        for (int i = 1; i <= 20; i++) {
            world.set(i);
            look.take();
            assertThat(seen).hasValue(i);
        }
    }

    /** Attack: tokens with made-up key ids by the thousand, so that each has the server ask Redis. */
    @Test
    void manyWhoAskAtOnceShareALook() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        SharedLook look = new SharedLook(
                () -> {
                    looks.incrementAndGet();
                    awaitQuietly(slow);
                },
                System::nanoTime);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> all = new ArrayList<>();
        all.add(threads.submit(look::take));
        await().until(() -> looks.get() == 1);
        CountDownLatch asking = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            all.add(threads.submit(() -> {
                asking.countDown();
                look.take();
            }));
        }
        asking.await();
        slow.countDown();
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();

        assertThat(looks.get()).isBetween(2, 10);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
