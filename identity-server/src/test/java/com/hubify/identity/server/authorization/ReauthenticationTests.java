package com.hubify.identity.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.signing.rotation.InMemorySigningKeys;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

class ReauthenticationTests {

    private static final Instant BEGUN = Instant.parse("2026-04-14T10:00:00.9Z");
    private static final Instant NOW = BEGUN.plusSeconds(30);

    private final Reauthentication filter = new Reauthentication(
            AuthorizationServerSettings.builder().build(),
            new InMemorySigningKeys().ownTokens(),
            TestCredentialScopes.byDefault(),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    /**
     * Fault: Clerk is told to ask the person, answers by its old session all the same, and says so. To ask again would lead
     * round in circles, and a code would pass the old proof off as a new one. Its clock may be some seconds behind ours.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "prompt=login, 2026-04-14T07:00:00Z, login_required",
                "prompt=select_account, 2026-04-14T07:00:00Z, login_required",
                "max_age=60, 2026-04-14T07:00:00Z, login_required",
                "max_age=0, 2026-04-14T07:00:00Z, login_required",
                "prompt=login, -, login_required",
                "max_age=60, -, login_required",
                "max_age=86400, 2026-04-14T07:00:00Z, served",
                "prompt=login, 2026-04-14T10:00:25Z, served",
                "prompt=login, 2026-04-14T09:59:56Z, served",
                "max_age=1, 2026-04-14T10:00:00Z, served",
                "max_age=0, 2026-04-14T10:00:30Z, served"
            })
    void answerWithoutAProofIsLoginRequired(String demand, @Nullable Instant proved, String end)
            throws ServletException, IOException {
        MockHttpServletRequest request = request(demand);
        Reauthentication.answered(
                InterruptedRequest.of(request).digest(), BEGUN, Objects.requireNonNull(request.getSession()));

        HttpServletRequest served = filtered(request, proved);

        assertThat(Reauthentication.isDemanded(request)).as("asked again").isFalse();
        assertThat(end(served)).isEqualTo(end);
    }

    /** As above, but the next request like it: it is a new question, and the person may be asked for it. */
    @ParameterizedTest
    @CsvSource({"prompt=login", "max_age=60"})
    void nextRequestIsANewQuestion(String demand) throws ServletException, IOException {
        MockHttpServletRequest request = request(demand);

        filtered(request, BEGUN.minusSeconds(3600));

        assertThat(Reauthentication.isDemanded(request)).isTrue();
    }

    /**
     * Attack: with a stolen cookie somebody has the command line authorized, whose consent stands or is theirs to give, and makes
     * API keys by its token: what the pages of keys ask a recent sign-in for.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "hubify-cli, openid api-keys:write, 2026-04-14T09:50:00Z, true",
                "hubify-cli, openid api-keys:write, -, true",
                "hubify-cli, openid api-keys:*, -, true",
                "hubify-cli, revocations:write, -, true",
                "hubify-cli, openid api-keys:write, 2026-04-14T09:50:32Z, false",
                "hubify-cli, openid api-keys:read *, -, false",
                "nobody, openid api-keys:write, -, false"
            })
    void programThatManagesCredentialsNeedsARecentSignIn(
            String client, String scope, @Nullable Instant proved, boolean demanded)
            throws ServletException, IOException {
        MockHttpServletRequest request = request("client_id=" + client);
        request.setParameter("scope", scope);

        filtered(request, proved);

        assertThat(Reauthentication.isDemanded(request)).isEqualTo(demanded);
    }

    /** Attack: as above, by a request that names no scope and so gets the default ones of the client. */
    @Test
    void defaultScopesCount() throws ServletException, IOException {
        MockHttpServletRequest request = request("client_id=" + TestCredentialScopes.KEEPER);

        filtered(request, null);

        assertThat(Reauthentication.isDemanded(request)).isTrue();
    }

    /** Without a sign-in Clerk is told to ask at once: a person who comes back is not sent there a second time. */
    @Test
    void strangerProvesAtOnce() throws ServletException, IOException {
        MockHttpServletRequest request = request("client_id=hubify-cli");
        request.setParameter("scope", "api-keys:write");

        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

        assertThat(Reauthentication.isDemanded(request)).isTrue();
    }

    /** RFC 9470, section 5: whose class is not known is asked, once; who has it is not. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "urn:hubify:acr:proved, -, true",
                "high urn:hubify:acr:proved, -, true",
                "urn:hubify:acr:proved, 2026-04-01T10:00:00Z, false",
                "high, -, false"
            })
    void classIsThatOfASignInOfKnownTime(String classes, @Nullable Instant proved, boolean demanded)
            throws ServletException, IOException {
        MockHttpServletRequest request = request("acr_values=" + classes);

        filtered(request, proved);

        assertThat(Reauthentication.isDemanded(request)).isEqualTo(demanded);
    }

    private static MockHttpServletRequest request(String demand) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/oauth2/authorize");
        request.setServletPath("/oauth2/authorize");
        request.setParameter("response_type", "code");
        String[] parameter = demand.split("=");
        request.setParameter(parameter[0], parameter[1]);
        return request;
    }

    private HttpServletRequest filtered(MockHttpServletRequest request, @Nullable Instant proved)
            throws ServletException, IOException {
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new SignInAuthentication(new AccountId("user_2abc"), "session", NOW.minusSeconds(1), proved)));
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) Objects.requireNonNull(chain.getRequest());
    }

    private static String end(HttpServletRequest served) {
        boolean isSignedIn = SecurityContextHolder.getContext().getAuthentication() != null;
        return isSignedIn ? "served" : "none".equals(served.getParameter("prompt")) ? "login_required" : "asked";
    }
}
