package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Life without Clerk: everything but a new sign-in goes on. */
@FlowTest
class ClerkAwayIT extends AbstractFlow {

    private static final String SIGN_IN = "/oauth2/authorization/clerk";

    @AfterEach
    void clerkIsBack() {
        Clerk.shared().fail("{}");
    }

    @Test
    void refreshesGoOnAndNewSignInsGetAPageWithRetry() {
        String token = cliTokens(ALL_OF_CLI).text("refresh_token");
        Clerk.shared().fail("{\"status\":500}");
        long began = Ticker.systemTicker().read();

        Answer refreshed = refresh(token);

        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(Ticker.systemTicker().read() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(introspect(refreshed.text("access_token")).flag("active")).isTrue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(program.get(SIGN_IN)
                                .headers()
                                .firstValue("Location")
                                .orElseThrow())
                        .contains("/login?error=upstream_unavailable"));
        assertThat(program.get("/login?error=upstream_unavailable").body()).contains("Try again");
        assertThat(program.get("/actuator/health/readiness").status()).isEqualTo(200);

        Clerk.shared().fail("{}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(program.get(SIGN_IN)
                                .headers()
                                .firstValue("Location")
                                .orElseThrow())
                        .startsWith(Clerk.shared().issuer()));
    }
}
