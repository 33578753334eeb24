package com.hubify.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.line.BreakableLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a service does when something between it and the truth breaks: never a revoked credential past the bound it has
 * declared, never 401 for a good one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationFaultIT {

    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(15);

    private Platform platform;
    private Issued issued;
    private String person;
    private BreakableLine line;
    private ProtectedService service;

    @BeforeAll
    void start(@TempDir Path home) {
        platform = Platform.startWithoutDemo(Map.of());
        issued = new Issued(platform);
        person = issued.personToken(issued.person(home, "solo@example.com"));
        line = BreakableLine.to("localhost", platform.identityPort());
        service = ProtectedService.start(Stack.SERVLET, platform, settings());
    }

    @AfterAll
    void stop() {
        service.close();
        line.close();
        platform.close();
    }

    /** One service for all: a service recovers from each fault, and one that didn't would be found here. */
    @BeforeEach
    void recover() {
        line.restore();
        service.setClockOff(Duration.ZERO);
        var token = issued.machineToken("labs:read");
        await().atMost(SOON).until(() -> service.fresh(token) == 200);
    }

    @Test
    void noticesNoShortOutage() {
        var token = known(issued.machineToken("labs:read"));
        var key = known(issued.key(person, "labs:read"));
        var newToken = issued.machineToken("labs:read");

        line.cut();

        assertThat(service.labs(token)).isEqualTo(200);
        assertThat(service.labs(key)).isEqualTo(200);
        assertThat(service.labs(newToken)).isEqualTo(200);
    }

    /** Nobody can say whether a key is good that was never seen: that is an outage and no verdict. */
    @Test
    void answersUnknownKeyWithUnavailable() {
        var key = issued.key(person, "labs:read");

        line.cut();
        var answer = service.get("/labs", key);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        line.restore();
        await().atMost(SOON).until(() -> service.labs(key) == 200);
    }

    @Test
    void turnsUnavailableAndNeverFalsePastTheBound() {
        var token = known(issued.machineToken("labs:read"));
        var key = known(issued.key(person, "labs:read"));

        line.hold();

        await().atMost(SOON).until(() -> service.labs(token) != 200);
        assertThat(service.labs(token)).isEqualTo(503);
        assertThat(service.labs(key)).isEqualTo(503);
        line.restore();
        await().atMost(SOON).until(() -> service.labs(token) == 200 && service.labs(key) == 200);
    }

    /** Attack: cut a service off so that it never hears of the revocation of what was stolen. */
    @Test
    void neverAcceptsRevokedPastTheBound() {
        var token = known(issued.machineToken("labs:read"));
        var key = known(issued.key(person, "labs:read"));
        line.cut();

        issued.revokeToken(token);
        issued.revokeKey(key);
        long revokedAt = System.nanoTime();

        await().atMost(SOON).until(() -> service.labs(token) != 200 && service.labs(key) != 200);
        assertThat(Duration.ofNanos(System.nanoTime() - revokedAt)).isLessThan(BOUND.plusSeconds(3));
        line.restore();
        await().atMost(SOON).until(() -> service.labs(token) == 401 && service.labs(key) == 401);
    }

    @Test
    void hearsAfterReconnectingWhatItMissed() {
        var token = known(issued.machineToken("labs:read"));
        line.cut();
        issued.revokeToken(token);

        line.restore();

        await().atMost(SOON).until(() -> service.labs(token) == 401);
    }

    /** Attack: the log is trimmed while a service is away, so that resuming would skip a revocation. */
    @Test
    void startsAnewWhenTheLogWasTrimmed() {
        var token = known(issued.machineToken("labs:read"));
        var good = known(issued.machineToken("labs:read"));
        line.cut();
        issued.revokeToken(token);
        platform.redis().send("XTRIM hfy:{revocations}:log MAXLEN 0");

        line.restore();

        await().atMost(SOON).until(() -> service.labs(token) == 401);
        assertThat(service.labs(good)).isEqualTo(200);
    }

    @Test
    void goesOnAfterRedisWasKilled() {
        var token = known(issued.machineToken("labs:read"));
        var good = known(issued.machineToken("labs:read"));

        platform.redis().kill();
        assertThat(service.labs(good)).isEqualTo(200);
        platform.redis().start();

        await().atMost(SOON).until(() -> service.fresh(good) == 200);
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> issued.revokeToken(token));
        await().atMost(SOON).until(() -> service.labs(token) == 401);
        assertThat(service.labs(good)).isEqualTo(200);
    }

    /** Attack: the server dies between writing a revocation and telling anybody. */
    @Test
    void hearsOfRevocationWhoseServerDiedBeforeTelling() {
        var token = known(issued.machineToken("labs:read"));
        var good = known(issued.machineToken("labs:read"));
        line.hold();
        issued.revokeToken(token);

        platform.killIdentityServer();
        line.restore();
        platform.startIdentityServer();

        await().atMost(SOON).until(() -> service.labs(token) == 401);
        await().atMost(SOON).until(() -> service.fresh(good) == 200);
    }

    @Test
    void startsWhileTheIssuerIsDownAndServesOnceItIsBack() {
        var token = issued.machineToken("labs:read");
        var key = issued.key(person, "labs:read");
        line.cut();

        try (var late = ProtectedService.start(Stack.SERVLET, platform, settings())) {
            assertThat(late.labs(token)).isEqualTo(503);
            assertThat(late.labs(key)).isEqualTo(503);
            assertThat(late.health()).contains("DOWN");

            line.restore();

            await().atMost(SOON).until(() -> late.labs(token) == 200 && late.labs(key) == 200);
            await().atMost(Duration.ofSeconds(40)).until(() -> late.health().contains("UP"));
        }
    }

    /** Attack: whoever can put the service's clock wrong makes old knowledge look fresh. */
    @Test
    void measuresStalenessByTimePassedAndNotByTheClock() {
        var token = known(issued.machineToken("labs:read"));
        var key = known(issued.key(person, "labs:read"));
        line.cut();
        issued.revokeKey(key);

        service.setClockOff(Duration.ofMinutes(-3));

        await().atMost(SOON).until(() -> service.labs(key) == 503);
        service.setClockOff(Duration.ofMinutes(3));
        assertThat(service.labs(key)).isEqualTo(503);
        assertThat(service.labs(token)).isEqualTo(503);
        service.setClockOff(Duration.ZERO);
    }

    /** A handler that bears less is held to it: it turns away sooner than the others. */
    @Test
    void holdsHandlersToTheirOwnBound() {
        var token = known(issued.machineToken("labs:read"));

        line.cut();

        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> service.fresh(token) == 503);
        assertThat(service.labs(token)).isEqualTo(200);
    }

    /** One budget at two services of either stack, a share of another in an outage, and one budget again. */
    @Test
    void keepsCallersToTheirPlansWithTheServerAndWithout() {
        var settings = settings();
        settings.put("hubify.resource.limits.enabled", "true");
        settings.put("hubify.resource.max-staleness", "PT10M");
        try (var one = ProtectedService.start(Stack.SERVLET, platform, settings);
                var other = ProtectedService.start(Stack.REACTIVE, platform, settings)) {
            var token = issued.machineToken("labs:read");
            await().atMost(SOON).until(() -> one.labs(token) == 200 && other.labs(token) == 200);
            var key = issued.key(person, "labs:read");

            long minute = minute();
            int allowed = 0;
            for (int i = 0; i < 150; i++) {
                allowed += (one.labs(key) == 200 ? 1 : 0) + (other.labs(key) == 200 ? 1 : 0);
            }
            int minutes = minute() > minute ? 2 : 1;
            assertThat(allowed).isBetween(58, 62 * minutes);
            assertThat(one.limits()).startsWith("settled");
            if (minutes == 1) {
                var refused = other.get("/labs", key);
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.header("X-RateLimit-Limit")).isEqualTo("60");
                assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
                assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
            }

            line.cut();
            await().atMost(SOON).until(() -> one.limits().startsWith("local"));
            int alone = 0;
            for (int i = 0; i < 350; i++) {
                alone += one.labs(token) == 200 ? 1 : 0;
            }
            assertThat(alone).as("a tenth of a client's 1,000").isBetween(98, 220);

            line.restore();
            await().atMost(SOON).until(() -> one.limits().startsWith("settled"));
            assertThat(other.labs(token)).isEqualTo(200);
        }
    }

    private static long minute() {
        return System.currentTimeMillis() / 60_000;
    }

    private String known(String credential) {
        await().atMost(SOON).until(() -> service.labs(credential) == 200);
        return credential;
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("hubify.resource.backchannel-uri", "http://127.0.0.1:" + line.port());
        settings.put("hubify.resource.max-staleness", BOUND.toString());
        return settings;
    }
}
