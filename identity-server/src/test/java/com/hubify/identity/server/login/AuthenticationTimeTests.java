package com.hubify.identity.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.authorization.InterruptedRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

class AuthenticationTimeTests {

    private static final Instant NOW = Instant.parse("2026-04-14T10:00:00Z");

    /**
     * Attack: Clerk answers by a session that is hours old, even where it was told to ask. What it says of the time counts before
     * what it was told, and a time to come counts as now.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,                    false, -",
                "-,                    true,  2026-04-14T10:00:00Z",
                "2026-04-14T07:00:00Z, false, 2026-04-14T07:00:00Z",
                "2026-04-14T07:00:00Z, true,  2026-04-14T07:00:00Z",
                "2026-04-14T10:00:04Z, true,  2026-04-14T10:00:00Z",
                "2036-01-01T00:00:00Z, false, 2026-04-14T10:00:00Z"
            })
    void isWhatClerkSaysOrWasToldToSeeTo(@Nullable Instant said, boolean fresh, @Nullable Instant time) {
        SignInAttempt attempt = new SignInAttempt(InterruptedRequest.START, NOW.minusSeconds(20), "", "", "", fresh);

        assertThat(AuthenticationTime.of(idToken(said), attempt, NOW)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -",
                "2026-04-14T10:00:00Z, -, 2026-04-14T10:00:00Z",
                "-, 2026-04-14T10:00:00Z, 2026-04-14T10:00:00Z",
                "2026-04-14T09:00:00Z, 2026-04-14T10:00:00Z, 2026-04-14T10:00:00Z",
                "2026-04-14T10:00:00Z, 2026-04-14T09:00:00Z, 2026-04-14T10:00:00Z"
            })
    void laterOneCounts(@Nullable Instant one, @Nullable Instant other, @Nullable Instant later) {
        assertThat(AuthenticationTime.later(one, other)).isEqualTo(later);
    }

    private static OidcIdToken idToken(@Nullable Instant authenticatedAt) {
        Map<String, Object> claims = new HashMap<>(Map.of(IdTokenClaimNames.SUB, "user_2abc"));
        if (authenticatedAt != null) {
            claims.put(IdTokenClaimNames.AUTH_TIME, authenticatedAt);
        }
        return new OidcIdToken("token", NOW, NOW.plusSeconds(60), claims);
    }
}
