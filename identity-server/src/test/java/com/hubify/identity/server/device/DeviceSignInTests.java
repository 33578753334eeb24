package com.hubify.identity.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.authorization.TestCredentialScopes;
import com.hubify.identity.server.consent.AnswerNotTaken;
import com.hubify.identity.server.consent.PendingConsent;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationToken;

class DeviceSignInTests {

    private final InMemoryOAuth2AuthorizationService authorizations = new InMemoryOAuth2AuthorizationService();
    private final TestClock clock = TestClock.standing();
    private final DeviceSignIn signIn = new DeviceSignIn(
            authorizations, TestCredentialScopes.byDefault(), TestCredentialScopes.recentSignIn(clock));

    /** Who was asked within ten minutes of a sign-in has as long to answer as the question is kept. */
    @ParameterizedTest
    @CsvSource({"api-keys:write, allow, PT19M", "api-keys:read, allow, PT9H", "api-keys:write, decline, PT9H"})
    void isAnswered(String scope, String decision, Duration ago) {
        assertThat(answered(scope, decision, clock.instant().minus(ago))).isNotNull();
    }

    /**
     * Attack: with a stolen cookie somebody answers for a command line of their own, by a form that they make up and without the
     * page of the question; or a question that was put to an earlier sign-in.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"api-keys:write, 2026-04-14T09:40:00Z", "api-keys:*, 2026-04-14T09:00:00Z", "api-keys:write, -"})
    void leadsToClerkAndBackToTheCode(String scope, @Nullable Instant proved) {
        assertThatExceptionOfType(AnswerNotTaken.class)
                .isThrownBy(() -> answered(scope, "allow", proved))
                .satisfies(e -> assertThat(e.next())
                        .isEqualTo("/oauth2/authorization/clerk?prompt=login"
                                + "&continue=%2Factivate%3Fuser_code%3DBCDF-GHJK"));
    }

    private @Nullable Authentication answered(String scope, String decision, @Nullable Instant proved) {
        PendingConsent.forDevice(scope).saveTo(authorizations);
        List<AuthenticationProvider> providers = new ArrayList<>(List.of(new Taken()));
        signIn.accept(providers);
        return providers
                .get(0)
                .authenticate(new OAuth2DeviceAuthorizationConsentAuthenticationToken(
                        "http://localhost/oauth2/device_verification",
                        "hubify-cli",
                        new SignInAuthentication(new AccountId(KnownPeople.ADA), "sid", TestClock.START, proved),
                        PendingConsent.USER_CODE,
                        "pending-state",
                        Set.of(scope),
                        Map.of("decision", decision)));
    }

    private static final class Taken implements AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication authentication) {
            return authentication;
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return OAuth2DeviceAuthorizationConsentAuthenticationToken.class.isAssignableFrom(authentication);
        }
    }
}
