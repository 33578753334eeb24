package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Wire.Answer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What callers see of their limits over a real port, the same from either stack. The issuer is one from before it settled limits, so
 * that the service goes on with its share.
 */
@SpringBootTest(
        classes = ContractService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "hubify.resource.limits.enabled=true",
            "hubify.resource.public-paths=/open/**",
            "logging.level.com.hubify.identity.resource.quota=off"
        })
@TestIssuer
abstract class QuotaContract {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    Wire wire;

    @BeforeEach
    void connect() {
        wire = new Wire(port);
    }

    @Test
    void tellsCallersWhatIsLeftAndRefusesWhenNothingIs() {
        String credential = tokens.accessToken().scopes("labs:read").bearer();
        Answer answer = get(credential);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-RateLimit-Limit")).contains("60");
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"minute\";q=60;w=60, \"day\";q=1000;w=86400");

        for (int i = 0; i < 100 && answer.status() == 200; i++) {
            answer = get(credential);
        }

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).contains("\"code\":\"rate_limited\"", "\"request_id\":\"");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(answer.header("X-RateLimit-Reset"))).isGreaterThan(1_700_000_000);
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 60L);
        assertThat(answer.header("RateLimit")).matches("\"minute\";r=0;t=[0-9]{1,2}");
    }

    @Test
    void tellsAForbiddenCallerWhatIsLeft() {
        Answer answer = get(tokens.accessToken()
                .subject("user_2NNEqL2nrIRdJ194ndJqAHwEfxC")
                .scopes("pods:read")
                .bearer());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("60");
    }

    /** Each answer of an API has these fields. Requests without a good credential count for no budget. */
    @ParameterizedTest
    @CsvSource({"/v1/labs, ''", "/v1/labs, Bearer wrong", "/nowhere, ''", "/open/page, ''"})
    void tellsStrangersOfTheSmallestPlan(String path, String credential) {
        for (int i = 0; i < 3; i++) {
            Answer answer = credential.isEmpty() ? wire.get(path) : wire.get(path, "Authorization: " + credential);

            assertThat(answer.headers("X-RateLimit-Limit")).containsExactly("60");
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("60");
        }
    }

    /** Every kind of credential at every kind of place: counted, once however often it is dispatched, and refused past the share. */
    @ParameterizedTest
    @CsvSource({
        "access, /v1/labs",
        "access, /both",
        "access, /nowhere",
        "access, /fault",
        "access, /open/page",
        "access, /actuator/info",
        "key, /v1/labs",
        "key, /fault",
        "session, /v1/labs",
        "session, /authorities"
    })
    void countsEachRequestOnce(String kind, String path) {
        String credential =
                credential(kind, "user_" + UUID.randomUUID().toString().replace("-", ""));
        int allowed = 0;
        while (wire.get(path, "Authorization: " + credential).status() != 429 && allowed < 40) {
            allowed++;
        }
        // Its share is six, and ten until it knows that it is alone; half of it if requests counted twice.
        assertThat(allowed).isBetween(6, 22);
    }

    private String credential(String kind, String subject) {
        return switch (kind) {
            case "key" ->
                tokens.apiKey().answering("sub", subject).scopes("labs:read").bearer();
            case "session" -> tokens.sessionToken().subject(subject).bearer();
            default -> tokens.accessToken().subject(subject).scopes("labs:read").bearer();
        };
    }

    /** A page of another origin that keeps to its limit has to see it. */
    @Test
    void letsPagesReadTheirLimits() {
        String credential = tokens.accessToken().scopes("labs:read").bearer();
        for (String sent : List.of("Authorization: " + credential, "X-Nothing: here")) {
            Answer answer = wire.get("/v1/labs", sent, "Origin: https://app.example.com");

            assertThat(answer.headers("Access-Control-Expose-Headers")).hasSize(1);
            assertThat(answer.header("Access-Control-Expose-Headers"))
                    .contains("X-RateLimit-Remaining", "RateLimit-Policy", "Retry-After", "X-Request-Id");
        }
    }

    private Answer get(String credential) {
        return wire.get("/v1/labs", "Authorization: " + credential);
    }
}
