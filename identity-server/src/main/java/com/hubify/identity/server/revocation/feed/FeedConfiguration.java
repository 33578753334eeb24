package com.hubify.identity.server.revocation.feed;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.revocation.RevocationLogs;
import com.hubify.identity.server.revocation.Revocations;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Beans of the feed: the log, the thread that reads it, the history, and the connected services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedProperties.class)
class FeedConfiguration {

    private static final int MOST_WITH_VIRTUAL_THREADS = 2_000;
    private static final int MOST_WITH_PLATFORM_THREADS = 200;

    @Bean
    RevocationHistory revocationHistory(FeedProperties properties) {
        return new RevocationHistory(
                properties.maxHistory(), properties.heartbeat().toNanos());
    }

    @Bean
    RevokedAncestors revokedAncestors(RevocationHistory history) {
        return new RevokedAncestors(history);
    }

    @Bean
    LostRevocations lostRevocations(
            @Qualifier("redisRevocations") Revocations stored, RevocationHistory history, RevokedAncestors revoked) {
        return new LostRevocations(stored, history, revoked, Ticker.systemTicker());
    }

    @Bean
    @Primary
    Revocations followedRevocations(
            @Qualifier("redisRevocations") Revocations stored,
            RevocationHistory history,
            RevokedAncestors revoked,
            LostRevocations lost) {
        return new FollowedRevocations(stored, history, revoked, lost, Ticker.systemTicker());
    }

    @Bean
    RevocationTail revocationTail(
            RevocationLogs logs, RevocationHistory history, LostRevocations lost, FeedProperties properties) {
        return new RevocationTail(
                () -> logs.open(properties.reach()), history, lost, properties.maxHistory(), Ticker.systemTicker());
    }

    /** On threads of its own: connections mostly wait. */
    @Bean
    FeedSubscribers revocationFeed(RevocationHistory history, FeedProperties properties) {
        return feed(history, properties, JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE));
    }

    static FeedSubscribers feed(RevocationHistory history, FeedProperties properties, boolean virtual) {
        int maxConnections = Objects.requireNonNullElse(
                properties.maxConnections(), virtual ? MOST_WITH_VIRTUAL_THREADS : MOST_WITH_PLATFORM_THREADS);
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("revocation-feed-");
        threads.setVirtualThreads(virtual);
        threads.setDaemon(true);
        return new FeedSubscribers(
                history,
                threads,
                maxConnections,
                new FeedConnection.Limits(properties.heartbeat(), properties.writeTimeout()),
                Ticker.systemTicker());
    }

    @Bean
    RevocationLogHealth revocationLogHealthIndicator(RevocationTail tail, FeedProperties properties) {
        return new RevocationLogHealth(tail, properties.heartbeat());
    }

    @Bean
    MeterBinder revocationMetrics(FeedSubscribers feed, RevocationTail tail) {
        return registry -> {
            Gauge.builder("hubify.revocation.feed.readers", feed, FeedSubscribers::connected)
                    .description("Services connected to the revocation feed")
                    .register(registry);
            FunctionCounter.builder("hubify.revocation.feed.events", feed, FeedSubscribers::sent)
                    .description("Revocations sent to services, each counted once per service")
                    .register(registry);
            TimeGauge.builder(
                            "hubify.revocation.log.age",
                            tail,
                            TimeUnit.MILLISECONDS,
                            it -> it.age()
                                    .map(Duration::toMillis)
                                    .map(Long::doubleValue)
                                    .orElse(Double.NaN))
                    .description("Time since the revocation log was last read to its end")
                    .register(registry);
        };
    }
}
