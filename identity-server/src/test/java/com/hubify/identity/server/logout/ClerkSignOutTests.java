package com.hubify.identity.server.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.ClerkSession;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.clerk.ClerkUser;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.testing.TestClock;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

class ClerkSignOutTests {

    private static final String PAGE = "https://app.example.com/sign-out";
    private static final Authentication ADA =
            new SignInAuthentication(new AccountId(KnownPeople.ADA), "sid", TestClock.START, null);

    private Optional<String> discovered = Optional.empty();

    private final TestClock clock = TestClock.standing();
    private final Backend backend = new Backend();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/logout");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    /** The page ends the session of this browser; without one, the Backend API ends all. Neither is done unasked. */
    @Test
    void pageIsPreferred() {
        ClerkSignOut signOut = signOut(PAGE, backend);
        Optional<String> unasked = signOut.signOut(request, response, ADA, "/signed-out");
        request.setParameter("clerk", "end");

        Optional<String> next = signOut.signOut(request, response, ADA, "/signed-out?client_id=a&state=b%26c");

        assertThat(unasked).isEmpty();
        assertThat(signOut.means()).isEqualTo(ClerkSignOut.Means.PAGE);
        assertThat(next)
                .contains(PAGE + "?redirect_url=https%3A%2F%2Fid.example.com%2Fsigned-out"
                        + "%3Fclient_id%3Da%26state%3Db%2526c");
        assertThat(backend.revoked).isEmpty();
        assertThat(kept()).isEqualTo("NEXT_TIME");
    }

    /** Clerk's own page, should its discovery document name one: it ends one session, where the Backend API ends all. */
    @Test
    void discoveredPageIsPreferredToTheBackend() {
        discovered = Optional.of("https://clerk.example.com/end?to=");
        request.setParameter("clerk", "end");

        assertThat(signOut(PAGE, backend).page("/signed-out").orElseThrow()).startsWith(PAGE);
        assertThat(signOut(null, backend).signOut(request, response, ADA, "/signed-out"))
                .contains("https://clerk.example.com/end?to=https://id.example.com/signed-out");
        assertThat(backend.revoked).isEmpty();
    }

    @Test
    void backendEndsAllSessionsOfThePerson() {
        backend.sessions = 3;
        request.setParameter("clerk", "end");

        Optional<String> next = signOut(null, backend).signOut(request, response, ADA, "/signed-out");

        assertThat(next).isEmpty();
        assertThat(backend.revoked).containsExactly("sess_0", "sess_1", "sess_2");
        assertThat(kept()).isEqualTo("ENDED");
    }

    /** Fault: Clerk is away or slow, or tells more sessions than it tells at once. The person is told so, and waits no longer. */
    @Test
    void whatClerkWasNotToldIsNotSaidToHaveEnded() {
        request.setParameter("clerk", "end");
        ClerkSignOut signOut = signOut(null, backend);

        backend.away = true;
        assertThat(signOut.signOut(request, response, ADA, "/signed-out")).contains("/signed-out");
        assertThat(kept()).isEqualTo("FAILED");

        backend.away = false;
        backend.sessions = 10;
        backend.slow = Duration.ofSeconds(3);
        assertThat(signOut.signOut(request, response, ADA, "/signed-out")).contains("/signed-out");
        assertThat(backend.revoked).hasSize(2);

        backend.slow = Duration.ZERO;
        backend.sessions = 100;
        assertThat(signOut.signOut(request, response, ADA, "/signed-out")).contains("/signed-out");
    }

    /** A second click on the button, after the session has ended. */
    @Test
    void nobodyIsSignedOutOfClerkTwice() {
        request.setParameter("clerk", "end");

        assertThat(signOut(PAGE, backend).signOut(request, response, null, "/signed-out"))
                .isEmpty();
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }

    /** Attack: on a shared computer the next person signs in by the session at Clerk, as the one before. */
    @Test
    void nextSignInIsAFreshOne() {
        ClerkSignOut signOut = signOut(null, null);
        request.setParameter("clerk", "end");
        signOut.signOut(request, response, ADA, "/signed-out");
        MockHttpServletRequest next = new MockHttpServletRequest("GET", "/oauth2/authorize");
        assertThat(signOut.isChosen(next)).isFalse();

        next.setCookies(new Cookie("__Host-hubify-clerk", kept()));
        assertThat(signOut.isChosen(next)).isTrue();

        MockHttpServletResponse signedIn = new MockHttpServletResponse();
        signOut.forget(next, signedIn);
        assertThat(signedIn.getHeader("Set-Cookie"))
                .startsWith("__Host-hubify-clerk=;")
                .contains("Max-Age=0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sign-out", "javascript:alert(1)", "https://a@b.example/", "https://b.example/?x=y", "${X}"})
    void pageIsAnAddress(String uri) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new ClerkSignOutProperties(uri))
                .satisfies(e -> assertThat(e.getName()).isEqualTo("hubify.identity.login.sign-out-uri"));
    }

    private String kept() {
        Cookie cookie = response.getCookie("__Host-hubify-clerk");
        return cookie == null ? "" : cookie.getValue();
    }

    private ClerkSignOut signOut(@Nullable String page, @Nullable ClerkBackend clerk) {
        return new ClerkSignOut(
                new ClerkSignOutProperties(page),
                new StaticListableBeanFactory(
                                Map.of("endSession", (ClerkEndSession) back -> discovered.map(at -> at + back)))
                        .getBeanProvider(ClerkEndSession.class),
                new StaticListableBeanFactory(clerk == null ? Map.of() : Map.of("clerk", clerk))
                        .getBeanProvider(ClerkBackend.class),
                AuthorizationServerSettings.builder()
                        .issuer("https://id.example.com")
                        .build(),
                clock);
    }

    private final class Backend implements ClerkBackend {

        private final List<String> revoked = new ArrayList<>();
        private int sessions;
        private boolean away;
        private Duration slow = Duration.ZERO;

        @Override
        public List<ClerkSession> sessions(String userId) {
            if (away) {
                throw new ClerkUnavailable("away", null);
            }
            return IntStream.range(0, sessions)
                    .mapToObj(i -> new ClerkSession("sess_" + i, userId, "active", null, null, null))
                    .toList();
        }

        @Override
        public boolean revokeSession(String sessionId) {
            clock.wind(slow);
            return revoked.add(sessionId);
        }

        @Override
        public Optional<ClerkUser> user(String userId) {
            throw new AssertionError();
        }

        @Override
        public List<ClerkUser> users(Collection<String> userIds) {
            throw new AssertionError();
        }

        @Override
        public Optional<MembershipPart> allMemberships(long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ClerkUser> usersWithEmail(String email) {
            throw new AssertionError();
        }

        @Override
        public List<ClerkMembership> memberships(String userId) {
            throw new AssertionError();
        }

        @Override
        public Set<String> keyIds() {
            throw new AssertionError();
        }

        @Override
        public int callsPerSecond() {
            throw new AssertionError();
        }
    }
}
