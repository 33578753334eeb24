package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.Redis;
import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.server.IdentityServerApplication;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** A Redis of its own, which is stopped and frozen under the running server. */
@RedisServer(own = true)
@ActiveProfiles("local")
@SpringBootTest(classes = IdentityServerApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = FlowSettings.Breakable.class)
@Import(FlowSettings.Time.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class OutageIT extends AbstractFlow {

    private final Redis redis;
    private boolean stopped;

    OutageIT(Redis redis) {
        super(Clerk.shared().breakableServerPort());
        this.redis = redis;
    }

    @AfterEach
    void redisIsThereAgain() {
        if (stopped) {
            start();
        }
    }

    @Test
    void storeThatIsGoneIsAnOutageAndNotTheClientsFault() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        stop();

        assertUnavailable(refresh(tokens.text("refresh_token")));
        assertUnavailable(introspectOnceTheLogIsOld(tokens.text("access_token")));
        assertUnavailable(program.get("/userinfo", tokens.text("access_token")));
        assertUnavailable(program.get("/v1/api-keys", tokens.text("access_token")));
        assertThat(machineToken("labs:read").status()).isEqualTo(200);
        assertThat(program.get("/oauth2/jwks").status()).isEqualTo(200);
        assertThat(program.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(program.get("/actuator/health/readiness").status()).isEqualTo(503);

        start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(refresh(tokens.text("refresh_token")).status())
                                .isEqualTo(200));
    }

    @Test
    void personSeesAPageThatSaysSo() {
        page().asking("openid").allow(CodeFlow.SOLO);
        stop();

        Browser.Stop stop = page().asking("openid").begin();

        assertThat(stop.status()).isEqualTo(503);
        assertThat(stop.text()).contains("Try again");
    }

    /** Attack, or a bad day: the store neither answers nor closes the connection. */
    @Test
    void storeThatHangsHoldsNobodyForLong() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        redis.pause();

        try {
            assertUnavailable(introspectOnceTheLogIsOld(tokens.text("access_token")));
        } finally {
            redis.resume();
        }
    }

    /** Until 200 ms after the latest reading of the log, what it says holds, as it does while Redis is there. */
    private Answer introspectOnceTheLogIsOld(String token) {
        long end = System.nanoTime() + Duration.ofMillis(250).toNanos();
        Answer answer = introspect(token);
        while (answer.status() == 200 && System.nanoTime() - end < 0) {
            answer = introspect(token);
        }
        return answer.status() == 200 ? introspect(token) : answer;
    }

    private void stop() {
        redis.stop();
        stopped = true;
    }

    private void start() {
        redis.start();
        stopped = false;
        awaitReady();
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(answer.body()).containsAnyOf("temporarily_unavailable", "service_unavailable");
    }

    private void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> program.get("/actuator/health/readiness").status() == 200);
    }
}
