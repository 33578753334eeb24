package com.hubify.identity.resource.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.revocation.RevocationView;
import com.hubify.identity.resource.verification.ApiKeyVerifier;
import com.hubify.identity.resource.verification.CredentialRouter;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionAuthenticatedPrincipal;

/** Many uses, revocations and answers at the same time, in whatever order the machine runs them. */
class RevocationRaceTests {

    private static final String ISSUER = "http://127.0.0.1:9000";
    private static final int KEYS = 400;

    /** The threads use keys 160,000 times in all, and so half of that while keys are being revoked. */
    private static final int USES_BETWEEN_REVOCATIONS = 200;

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final Clock clock = Clock.systemUTC();
    private final Ticker ticker = Ticker.systemTicker();
    private final RevocationView view = new RevocationView(ticker);
    private final List<ApiKeyToken> keys =
            IntStream.range(0, KEYS).mapToObj(RevocationRaceTests::key).toList();
    private final boolean[] revoked = new boolean[KEYS];
    private final AtomicInteger uses = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger violations = new AtomicInteger();
    private final CachedCredentials credentials = new CachedCredentials(
            new CredentialRouter(Map.of(), null, new ApiKeyVerifier(ISSUER, this::alwaysYes, clock)),
            new CredentialMemory(KEYS / 2, clock, ticker, new SimpleMeterRegistry()),
            view,
            new SingleFlight(ticker, Duration.ofSeconds(5)),
            new CredentialCounters(new SimpleMeterRegistry()),
            CredentialRenewals.executor(),
            clock,
            ticker);

    @AfterEach
    void close() {
        credentials.close();
    }

    // An issuer that never stops saying yes: only what was told of revocations stands between a dead key
    // and the service.
    @Test
    void neverLetsKeyInThatWasToldToBeDead() throws Exception {
        view.freshen(ticker.read());
        ExecutorService threads = Executors.newFixedThreadPool(9);
        List<Future<?>> work = IntStream.range(0, 8)
                .<Future<?>>mapToObj(seed -> threads.submit(() -> use(new Random(seed))))
                .collect(Collectors.toCollection(ArrayList::new));
        work.add(threads.submit(this::revokeAll));

        for (Future<?> task : work) {
            task.get();
        }
        threads.shutdown();

        assertThat(violations).hasValue(0);
        assertThat(accepted).hasPositiveValue();
        assertThat(keys)
                .allMatch(key -> credentials
                        .verify(key.value(), Sender.UNKNOWN, FIVE_MINUTES)
                        .equals(Verification.refused(Verification.Reason.REVOKED)));
    }

    private void use(Random random) {
        for (int i = 0; i < 20_000; i++) {
            uses.incrementAndGet();
            int index = random.nextInt(KEYS);
            // Now and then somebody allows next to nothing, so that questions are under way all the time.
            Duration staleness = random.nextInt(10) == 0 ? Duration.ofNanos(1) : FIVE_MINUTES;
            boolean deadBefore = isRevoked(index);
            Verification answer = credentials.verify(keys.get(index).value(), Sender.UNKNOWN, staleness);
            if (answer instanceof Verification.Accepted) {
                accepted.incrementAndGet();
                violations.addAndGet(deadBefore ? 1 : 0);
            }
        }
    }

    private void revokeAll() {
        for (int i = 0; i < KEYS; i++) {
            while (uses.get() < (i + 1) * USES_BETWEEN_REVOCATIONS) {
                Thread.yield();
            }
            view.revoke(
                    new Revocation(new Ancestor(Ancestor.Kind.KEY, keys.get(i).id()), clock.instant()));
            markRevoked(i);
            Thread.yield();
        }
    }

    private synchronized boolean isRevoked(int index) {
        return revoked[index];
    }

    private synchronized void markRevoked(int index) {
        revoked[index] = true;
    }

    private OAuth2AuthenticatedPrincipal alwaysYes(String key) {
        Map<String, Object> answer = new HashMap<>(Map.of(
                "active", true, "token_type", "api_key", "iss", ISSUER, "sub", "user_1", "iat", clock.instant()));
        answer.put("key_id", ApiKeyToken.parse(key).orElseThrow().id());
        Thread.yield();
        return new OAuth2IntrospectionAuthenticatedPrincipal(answer, List.of());
    }

    private static ApiKeyToken key(int number) {
        return ApiKeyToken.of(String.format("%08d", number), String.format("%032d", number));
    }
}
