package com.hubify.identity.server.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkSession;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
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
        assertThat(new AuthenticationTime(clerk(null)).of(idToken(said), attempt(fresh), NOW))
                .isEqualTo(time);
    }

    /**
     * Attack: at an open browser {@code prompt=login} is taken out of Clerk's address, Clerk answers by the session that is there,
     * and the answer counts as a proof of this minute. Only a session that began since then is one, as far as Clerk's clock goes.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-04-14T09:59:40Z, true,  2026-04-14T10:00:00Z",
                "2026-04-14T09:59:34Z, true,  2026-04-14T10:00:00Z",
                "2026-04-14T09:59:33Z, true,  -",
                "2026-04-14T07:00:00Z, true,  -",
                "-,                    true,  -",
                "2026-04-14T09:59:50Z, false, -"
            })
    void promptCountsIfASessionBeganSince(@Nullable Instant created, boolean fresh, @Nullable Instant time) {
        ClerkBackend backend = mock();
        when(backend.sessions("user_2abc"))
                .thenReturn(List.of(
                        new ClerkSession("sess_1", "user_2abc", "active", null, created, NOW),
                        new ClerkSession("sess_0", "user_2abc", "active", null, null, NOW)));

        assertThat(new AuthenticationTime(clerk(backend)).of(idToken(null), attempt(fresh), NOW))
                .isEqualTo(time);
    }

    /** Attack: have the question fail, by an outage or by using up the calls. The sign-in goes on, and proves nothing. */
    @Test
    void promptDoesNotCountWhileClerkCannotTell() {
        ClerkBackend backend = mock();
        when(backend.sessions("user_2abc")).thenThrow(new ClerkUnavailable("down", null));
        AuthenticationTime times = new AuthenticationTime(clerk(backend));

        assertThat(times.of(idToken(null), attempt(true), NOW)).isNull();
        assertThat(times.of(idToken(NOW), attempt(true), NOW)).isEqualTo(NOW);
    }

    private static SignInAttempt attempt(boolean fresh) {
        return new SignInAttempt(InterruptedRequest.START, NOW.minusSeconds(20), "", "", "", fresh);
    }

    private static ObjectProvider<ClerkBackend> clerk(@Nullable ClerkBackend backend) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        if (backend != null) {
            beans.addBean("clerk", backend);
        }
        return beans.getBeanProvider(ClerkBackend.class);
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
