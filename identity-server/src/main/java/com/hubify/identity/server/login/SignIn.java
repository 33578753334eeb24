package com.hubify.identity.server.login;

import com.hubify.identity.protocol.RandomText;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.account.Account;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.AccountOfAnotherIssuer;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.account.UpstreamIdentity;
import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.authorization.Reauthentication;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.login.clerk.ClerkIdentities;
import com.hubify.identity.server.logout.ClerkSignOut;
import com.hubify.identity.server.logout.SignOut;
import com.hubify.identity.server.organization.acting.MembershipsAtSignIn;
import com.hubify.identity.server.outage.Outage;
import com.hubify.identity.server.page.ErrorReferences;
import com.hubify.identity.server.page.ProtocolErrorPage;
import com.hubify.identity.server.session.HeldSessions;
import com.hubify.identity.server.session.RevokedSignIns;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.standing.Departures;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Completes a sign-in through Clerk. From here on the session holds our own {@link SignInAuthentication}; Clerk's tokens are
 * dropped.
 */
@Component
@EnableConfigurationProperties(LoginProperties.class)
class SignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final int SESSION_ID_BYTES = 16;

    /** In characters of a URL. */
    private static final int LONGEST_CONTINUE = 8_000;

    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final Accounts accounts;
    private final MembershipsAtSignIn organizations;
    private final RevokedSignIns revoked;
    private final HeldSessions sessions;
    private final SignOut signOut;
    private final ClerkSignOut clerkSignOut;
    private final Departures departures;
    private final AuthenticationTime times;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random;
    private final ErrorReferences references;
    private final ProtocolErrorPage page;
    private final Duration sessionLifetime;

    SignIn(
            Accounts accounts,
            MembershipsAtSignIn organizations,
            RevokedSignIns revoked,
            HeldSessions sessions,
            SignOut signOut,
            ClerkSignOut clerkSignOut,
            Departures departures,
            AuthenticationTime times,
            ApplicationEventPublisher events,
            Clock clock,
            SecureRandom random,
            ErrorReferences references,
            ProtocolErrorPage page,
            LoginProperties properties) {
        this.references = references;
        this.page = page;
        this.sessionLifetime = properties.sessionLifetime();
        this.accounts = accounts;
        this.organizations = organizations;
        this.revoked = revoked;
        this.sessions = sessions;
        this.signOut = signOut;
        this.clerkSignOut = clerkSignOut;
        this.departures = departures;
        this.times = times;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OidcUser user = (OidcUser) ((OAuth2AuthenticationToken) authentication).getPrincipal();
        SignInAttempt attempt = SignInAttempts.of(request).orElseThrow();
        Instant now = clock.instant();
        UpstreamIdentity identity = ClerkIdentities.identity(user);
        if (departures.isBarred(new AccountId(identity.subject()))) {
            refuse(SignInProblem.ACCOUNT_CLOSED, "account_closed", request, response);
            return;
        }
        try {
            Account account = accounts.signIn(identity, now);
            organizations.signedIn(account.id(), user.getIdToken().getClaimAsString(TokenClaims.ORGANIZATION));
            Optional<SignInAuthentication> earlier = earlier(request);
            Optional<SignInAuthentication> same =
                    earlier.filter(it -> it.account().equals(account.id()) && !revoked.hasEnded(it));
            SignInAuthentication signIn = new SignInAuthentication(
                    account.id(),
                    same.map(SignInAuthentication::sessionId)
                            .orElseGet(() -> RandomText.ofBytes(SESSION_ID_BYTES, random)),
                    now,
                    AuthenticationTime.later(
                            times.of(user.getIdToken(), attempt, now),
                            same.map(SignInAuthentication::authenticatedAt).orElse(null)));
            // With a session at Clerk no input is needed: continuing would redirect the browser in a loop.
            if (revoked.isRevoked(signIn)) {
                refuse(SignInProblem.JUST_REVOKED, "just_revoked", request, response);
                return;
            }
            if (same.isEmpty()) {
                earlier.filter(it -> !revoked.isRevoked(it))
                        .ifPresent(it -> signOut.end(it, request.getRequestedSessionId()));
            }
            keep(signIn, request, response);
            // Attack: sign in while one is deleted at Clerk. The session may be younger than what ended the others.
            if (departures.hasDeparted(account.id())) {
                signOut.logout(request, response, signIn);
                refuse(SignInProblem.ACCOUNT_CLOSED, "account_closed", request, response);
                return;
            }
            if (attempt.fresh()) {
                clerkSignOut.forget(request, response);
            }
            events.publishEvent(new SignedIn(account.id().value(), signIn.sessionId()));
            goOn(attempt, request, response);
        } catch (AccountOfAnotherIssuer e) {
            refuse(SignInProblem.UPSTREAM_ERROR, "account_of_another_issuer", request, response);
        }
    }

    /**
     * The sign-in that this one replaces. If it is the same person's, its {@code sid} is kept, so that a sign-out still
     * reaches the tokens issued from it, and its authentication time, since Clerk may not have prompted this time. Another
     * person's is ended.
     */
    private Optional<SignInAuthentication> earlier(HttpServletRequest request) {
        return contexts.loadDeferredContext(request).get().getAuthentication() instanceof SignInAuthentication earlier
                ? Optional.of(earlier)
                : Optional.empty();
    }

    private static void goOn(SignInAttempt attempt, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!attempt.request().equals(SignInAttempt.NO_REQUEST)) {
            Reauthentication.answered(attempt.request(), attempt.begun(), request.getSession());
        }
        response.sendRedirect(request.getContextPath() + attempt.resumed().target());
    }

    /** The reason goes to the audit trail; the page gets one of a few error codes. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        Optional<RuntimeException> outage = Outage.behind(exception);
        if (outage.isPresent()) {
            throw outage.get(); // ours, not Clerk's
        }
        if (exception.getCause() instanceof UnusableTarget) {
            page.refuse("continue", request, response);
            return;
        }
        Optional<InterruptedRequest> before = SignInAttempts.resumed(request)
                .filter(used -> SignInAttempts.of(request).isEmpty());
        if (before.isPresent()) {
            // The person went back to Clerk's page and submitted it again: redirect to the same target as before.
            response.sendRedirect(request.getContextPath() + before.get().target());
            return;
        }
        String reason = exception instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : exception.getClass().getSimpleName();
        // A callback without an attempt of this browser may not come from Clerk.
        boolean isClerks = SignInAttempts.of(request).isPresent() || exception.getCause() instanceof ClerkUnavailable;
        refuse(
                isClerks ? SignInProblem.of(exception, reason) : SignInProblem.SESSION_EXPIRED,
                reason,
                request,
                response);
    }

    private void refuse(SignInProblem problem, String reason, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // The session is left unchanged: an attacker can send this browser a callback that it did not ask for (login
        // CSRF, RFC 6749, section 10.12).
        SecurityContextHolder.clearContext();
        String reference = references.next();
        events.publishEvent(new SignInRefused(reason, reference));
        String again = UriUtils.encode(resumed(request).target(), StandardCharsets.UTF_8);
        // A target that was never stored may be too long for a header: then the person starts again at the application.
        response.sendRedirect(request.getContextPath() + "/login?error=" + problem.code() + "&reference=" + reference
                + (again.length() > LONGEST_CONTINUE ? "" : "&continue=" + again));
    }

    private static InterruptedRequest resumed(HttpServletRequest request) {
        return SignInAttempts.resumed(request)
                .or(() -> SignInAttempts.late(request))
                .orElseGet(() -> SignInAttempts.interrupted(request));
    }

    private void keep(SignInAuthentication signIn, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signIn);
        SecurityContextHolder.setContext(context);
        request.getSession().setMaxInactiveInterval((int) sessionLifetime.toSeconds());
        contexts.saveContext(context, request, response);
        HeldSessions.note(request);
        sessions.begun(signIn.getName(), request.getSession().getId(), request.getRequestedSessionId());
    }
}
