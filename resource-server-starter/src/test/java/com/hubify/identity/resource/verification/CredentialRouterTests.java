package com.hubify.identity.resource.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.issuer.IssuerBreaker;
import com.hubify.identity.resource.verification.Verification.Reason;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;

class CredentialRouterTests {

    private static final String KNOWN = key("known");

    private final CountDownLatch waiting = new CountDownLatch(32);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CredentialRouter router = new CredentialRouter(
            Map.of(), null, new ApiKeyVerifier("https://issuer.example", this::introspect, Clock.systemUTC()));

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdown();
    }

    // Attack: made-up keys with a good checksum, more at once than the issuer may be asked about.
    @Test
    @Timeout(10)
    void leavesHalfOfTheTurnsToCredentialsThatHaveBeenGood() throws Exception {
        for (int i = 0; i < 32; i++) {
            String stranger = key("madeUp" + i);
            threads.submit(() -> router.verify(stranger, true));
        }
        waiting.await();

        assertThat(router.verify(key("another"), true)).isEqualTo(new Verification.Unavailable(IssuerBreaker.PAUSE));
        assertThat(router.confirm(KNOWN)).isEqualTo(new Verification.Refused(Reason.INACTIVE));
    }

    private OAuth2AuthenticatedPrincipal introspect(String key) {
        if (!key.equals(KNOWN)) {
            waiting.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new BadOpaqueTokenException("nobody's");
    }

    private static String key(String name) {
        String id = (name + "00000000").substring(0, ApiKeyToken.ID_LENGTH);
        return ApiKeyToken.of(id, "0".repeat(ApiKeyToken.SECRET_LENGTH)).value();
    }
}
