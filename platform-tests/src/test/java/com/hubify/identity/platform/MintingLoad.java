package com.hubify.identity.platform;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Machines that ask for tokens, one after another, until it is closed. */
final class MintingLoad implements AutoCloseable {

    private static final int MACHINES = 4;
    private static final Map<String, String> CREDENTIALS = Http.basic("demo-machine", "demo-machine-secret");
    private static final Map<String, String> WISH = Map.of("grant_type", "client_credentials", "scope", "labs:read");

    private final Platform platform;
    private final AtomicInteger minted = new AtomicInteger();
    private final SortedSet<Integer> statuses = new ConcurrentSkipListSet<>();
    private final List<Thread> machines = new ArrayList<>();
    private volatile boolean over;

    private MintingLoad(Platform platform) {
        this.platform = platform;
    }

    static MintingLoad on(Platform platform) {
        var load = new MintingLoad(platform);
        for (int i = 0; i < MACHINES; i++) {
            var machine = new Thread(load::mint, "machine-" + i);
            machine.setDaemon(true);
            load.machines.add(machine);
            machine.start();
        }
        return load;
    }

    /** What one machine is answered. */
    static Http.Answer once(Platform platform) {
        return Http.postForm(platform.issuer() + "/oauth2/token", CREDENTIALS, WISH);
    }

    /** Waits until there are so many tokens more than now. */
    void awaitTokens(int count) {
        int wanted = minted.get() + count;
        await("tokens are minted").atMost(Duration.ofSeconds(60)).until(() -> minted.get() >= wanted);
    }

    /** Every status that anybody was answered so far. */
    SortedSet<Integer> statuses() {
        return statuses;
    }

    @Override
    public void close() {
        over = true;
        for (Thread machine : machines) {
            try {
                machine.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void mint() {
        while (!over) {
            int status = once(platform).status();
            statuses.add(status);
            if (status == 200) {
                minted.incrementAndGet();
            }
        }
    }
}
