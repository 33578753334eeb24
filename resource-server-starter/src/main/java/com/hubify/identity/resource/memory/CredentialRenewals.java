package com.hubify.identity.resource.memory;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Threads that have the issuer confirm API keys in use, so that no request waits for it. */
final class CredentialRenewals {

    private static final int THREADS = 2;

    // One that finds no place is tried again a minute later, when the key is used.
    private static final int MOST_WAITING = 1_000;

    private CredentialRenewals() {}

    static ExecutorService executor() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("hubify-renewal-");
        threads.setDaemon(true);
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
