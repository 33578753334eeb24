package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Wire.Answer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    @Test
    void countsNobodyWithoutACredential() {
        assertThat(wire.get("/v1/labs").headers("X-RateLimit-Limit")).isEmpty();
    }

    private Answer get(String credential) {
        return wire.get("/v1/labs", "Authorization: " + credential);
    }
}
