package com.hubify.identity.server.apikey.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Records uses of keys asynchronously: a failure does not affect the request, and the use is not recorded. */
@Component
public class ApiKeyUses implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyUses.class);

    private static final int MAX_WAITING = 1_000;

    private final ApiKeys keys;
    private final KeyServices services;
    private final Clock clock;
    private final Executor executor;
    private final Set<ApiKeyId> waiting = ConcurrentHashMap.newKeySet();

    /** Services that were noted of late: each introspection would be a write otherwise. About 10 MB. */
    private final Cache<String, Boolean> noted = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(50_000)
            .build();

    @Autowired
    public ApiKeyUses(ApiKeys keys, KeyServices services, Clock clock) {
        this(keys, services, clock, oneThread());
    }

    public ApiKeyUses(ApiKeys keys, KeyServices services, Clock clock, Executor executor) {
        this.keys = keys;
        this.services = services;
        this.clock = clock;
        this.executor = executor;
    }

    /** Notes that a service was told that a key is active: from now on it may report uses of it. */
    void noteService(ApiKeyId key, String service) {
        String pair = key + " " + service;
        if (noted.asMap().putIfAbsent(pair, true) != null) {
            return;
        }
        try {
            executor.execute(() -> write(key, service, pair));
        } catch (RejectedExecutionException e) {
            noted.invalidate(pair);
        }
    }

    public void note(ApiKey key) {
        Instant now = clock.instant();
        Instant last = key.lastUsedAt();
        boolean noted = last != null && now.isBefore(last.plus(ApiKeys.USE_GRAIN));
        if (noted || !waiting.add(key.id())) {
            return;
        }
        try {
            executor.execute(() -> write(key.id(), now));
        } catch (RejectedExecutionException e) {
            waiting.remove(key.id());
        }
    }

    @Override
    public void destroy() {
        if (executor instanceof ExecutorService service) {
            service.shutdown();
        }
    }

    private void write(ApiKeyId id, String service, String pair) {
        try {
            services.note(id, service);
        } catch (RuntimeException e) {
            noted.invalidate(pair);
            LOG.debug("The service of API key {} was not recorded", id, e);
        }
    }

    private void write(ApiKeyId id, Instant at) {
        try {
            keys.noteUse(id, at);
        } catch (RuntimeException e) {
            LOG.debug("The last use of API key {} was not recorded", id, e);
        } finally {
            waiting.remove(id);
        }
    }

    private static ExecutorService oneThread() {
        return new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
            Thread thread = new Thread(task, "api-key-uses");
            thread.setDaemon(true);
            return thread;
        });
    }
}
