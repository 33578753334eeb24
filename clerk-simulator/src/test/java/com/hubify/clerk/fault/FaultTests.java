package com.hubify.clerk.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.clerk.Backend;
import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.SimulatorTest;
import com.hubify.testing.TestClock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.client.ResourceAccessException;

@SimulatorTest
class FaultTests {

    @LocalServerPort
    private int port;

    @Autowired
    private FaultSwitches switches;

    @AfterEach
    void endFaults() {
        switches.turn(Faults.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.well-known/openid-configuration",
                "/.well-known/jwks.json",
                "/oauth/authorize",
                "/oauth-consent",
                "/v1/jwks",
                "/v1/users",
                "/sign-in",
                "/accounts"
            })
    void closesConnectionsWithoutAnswer(String path) {
        turn("{\"down\":true}").expectStatus().isOk();

        assertThatThrownBy(() -> get(path)).isInstanceOf(ResourceAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/simulator/faults", "/simulator/jwt-key.pem", "/actuator/health", "/webhooks"})
    void spareWhatIsTheSimulatorsOwn(String path) {
        turn("{\"down\":true,\"status\":500}");

        get(path).expectStatus().isOk();
        turn("{}").expectBody().json("{}");
        get("/.well-known/jwks.json").expectStatus().isOk();
    }

    @Test
    void answersWithAnErrorOfClerksShape() {
        turn("{\"status\":503}");

        get("/v1/users")
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .valueEquals("Content-Type", "application/json")
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("maintenance_mode");
    }

    @Test
    void answersWithWhatIsNoAnswer() {
        turn("{\"status\":200}");

        get("/.well-known/jwks.json").expectStatus().isOk().expectHeader().valueEquals("Content-Type", "text/html");
    }

    @Test
    void answersLate() {
        turn("{\"delay_ms\":300}");
        long start = System.nanoTime();

        get("/.well-known/jwks.json").expectStatus().isOk();

        assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
    }

    @Test
    void tellsWhatIsWrong() {
        turn("{\"delay_ms\":1,\"skew_s\":-30}");

        assertThat(CodeFlow.json(get("/simulator/faults"))).isEqualTo(Map.of("delay_ms", 1, "skew_s", -30));
    }

    /** A misspelt fault would leave a test green for the wrong reason. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dwon\":true}",
                "{\"down\":1}",
                "{\"down\":null}",
                "{\"delay_ms\":-1}",
                "{\"delay_ms\":120001}",
                "{\"delay_ms\":\"1\"}",
                "{\"status\":0}",
                "{\"status\":99}",
                "{\"status\":600}",
                "{\"skew_s\":86401}",
                "{\"skew_s\":0.5}",
                "[]",
                "{"
            })
    void refusesWhatItDoesNotKnow(String body) {
        turn("{\"skew_s\":1}");

        turn(body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].code")
                .isEqualTo("request_body_invalid");

        assertThat(switches.now().skewSeconds()).isEqualTo(1);
    }

    @Test
    void setsTheClockApart() {
        SkewedClock clock = new SkewedClock(TestClock.standing(), switches);

        turn("{\"skew_s\":30}");

        assertThat(clock.instant()).isEqualTo(TestClock.START.plusSeconds(30));
    }

    private RestTestClient.ResponseSpec turn(String faults) {
        return Backend.at(port).sendText(HttpMethod.PUT, "/simulator/faults", faults);
    }

    private RestTestClient.ResponseSpec get(String path) {
        return Backend.at(port).get(path);
    }
}
