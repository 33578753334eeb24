package com.hubify.identity.benchmarks.verify;

import com.hubify.identity.resource.InProcessService;
import com.hubify.identity.resource.InProcessService.Answer;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A service and the stub issuer it trusts and whose feed it follows, in this process. */
final class MeasuredVerifier implements AutoCloseable {

    private static final String AUDIENCE = "https://api.hubify.com";
    private static final long LIFE = 24 * 3600;
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final StubIssuer issuer = new StubIssuer();
    private final TestTokens tokens = new TestTokens(issuer, AUDIENCE, List.of(), Clock::systemUTC);
    private final InProcessService service;

    /** Starts both and waits until the service has read the feed. */
    MeasuredVerifier(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(Map.of(
                "hubify.resource.issuer-uri", issuer.issuer(),
                "hubify.resource.client-id", StubIssuer.CLIENT_ID,
                "hubify.resource.client-secret", StubIssuer.CLIENT_SECRET));
        all.putAll(properties);
        service = InProcessService.start(all);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (service.staleness().compareTo(FRESH) > 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("The service has not read the feed");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    StubIssuer issuer() {
        return issuer;
    }

    /** Judges a credential that is good. */
    void verify(String credential) {
        Answer answer = service.verify(credential);
        if (answer != Answer.ACCEPTED) {
            throw new IllegalStateException("A good credential is " + answer);
        }
    }

    boolean knows(String credential) {
        return service.knows(credential);
    }

    /** A new access token, in no cache yet. */
    String accessToken() {
        return token().value();
    }

    /** The same claims as Spring's decoder expects them in its default settings. */
    String plainToken() {
        return token().header("typ", "JWT").value();
    }

    String apiKey() {
        return tokens.apiKey()
                .subject(person())
                .scopes("labs:read", "labs:write", "experiments:*")
                .value();
    }

    List<String> accessTokens(int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> accessToken()).toList();
    }

    @Override
    public void close() {
        service.close();
        issuer.close();
    }

    private TestToken token() {
        return tokens.accessToken()
                .subject(person())
                .scopes("labs:read", "labs:write", "experiments:*")
                .expires(LIFE);
    }

    private static String person() {
        return "user_" + UUID.randomUUID().toString().replace("-", "");
    }
}
