package com.hubify.identity.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.testing.TestClock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.server.ResponseStatusException;

class RecentSignInTests {

    private final RecentSignIn recent = new RecentSignIn(TestClock.standing());
    private final MockHttpServletRequest request = path("GET", "/account/keys/new");

    @ParameterizedTest
    @CsvSource({"2026-04-14T10:00:00Z", "2026-04-14T09:50:01Z"})
    void isEnough(Instant proved) {
        assertThat(recent.require(signIn(proved), request).authenticatedAt()).isEqualTo(proved);
        assertThat(Reauthentication.isDemanded(request)).isFalse();
    }

    /** Attack: a cookie that was stolen in the morning, or a sign-in by the session that was left at Clerk. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"2026-04-14T09:50:00Z", "2026-04-14T07:00:00Z", "-"})
    void isNotEnoughAndClerkIsToldToAsk(@Nullable Instant proved) {
        assertThatExceptionOfType(InsufficientAuthenticationException.class)
                .isThrownBy(() -> recent.require(signIn(proved), request));
        assertThat(Reauthentication.isDemanded(request)).isTrue();
    }

    /** Fault: Clerk is told to ask the person and doesn't. To send them there again would lead round in circles. */
    @Test
    void endsWhereClerkDidNotAsk() {
        Reauthentication.answered(
                InterruptedRequest.of(path("GET", "/account/keys/new")).digest(),
                TestClock.START.minusSeconds(20),
                Objects.requireNonNull(request.getSession()));

        assertThatExceptionOfType(ResponseStatusException.class)
                .isThrownBy(() -> recent.require(signIn(null), request))
                .satisfies(e -> assertThat(e.getStatusCode().value()).isEqualTo(403));
        assertThatExceptionOfType(InsufficientAuthenticationException.class)
                .as("the next time they may try again")
                .isThrownBy(() -> recent.require(signIn(null), request));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /account/keys/new, true",
        "POST, /account/keys, true",
        "GET, /account/keys/abcd1234/rotate, true",
        "POST, /account/sessions/others, true",
        "GET, /account/sessions, false",
        "GET, /account/keys, false",
        "GET, /account/keys/abcd1234/revoke, false",
        "GET, /activate, true",
        "POST, /oauth2/device_verification, true",
        "GET, /activated, false"
    })
    void isRequiredOfStrangersAtOnce(String method, String path, boolean required) {
        assertThat(RecentSignIn.isRequired(path(method, path))).isEqualTo(required);
    }

    /** Attack: a form that is posted without a session carries more over the sign-in than its page reads, or runs by itself. */
    @Test
    void formLeadsToItsPage() {
        MockHttpServletRequest post = path("POST", "/account/keys");
        post.addParameter("name", "a b&c");
        post.addParameter("scopes", "labs:read", "*");
        post.addParameter("_csrf", "token");
        post.addParameter("confirmed", "*");
        MockHttpServletRequest tooLong = path("POST", "/account/keys");
        tooLong.addParameter("description", "x".repeat(InterruptedRequest.LONGEST));

        assertThat(InterruptedRequest.of(post).target())
                .isEqualTo("/account/keys/new?name=a%20b%26c&scopes=labs%3Aread&scopes=%2A");
        assertThat(InterruptedRequest.of(tooLong).target()).isEqualTo("/account/keys/new");
        assertThat(InterruptedRequest.of(path("POST", "/account/keys/abcd1234/revoke"))
                        .target())
                .isEqualTo("/account/keys/abcd1234/revoke");
    }

    private static MockHttpServletRequest path(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        return request;
    }

    private static SignInAuthentication signIn(@Nullable Instant proved) {
        return new SignInAuthentication(new AccountId("user_2abc"), "sid", TestClock.START, proved);
    }
}
