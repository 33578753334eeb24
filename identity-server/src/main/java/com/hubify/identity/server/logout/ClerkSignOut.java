package com.hubify.identity.server.logout;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkSession;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.session.BrowserCookie;
import com.hubify.identity.server.session.BrowserCookies;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/**
 * Ends Clerk's own session where a person chooses so at their sign-out. It outlives ours: on a shared computer the next person
 * would sign in by it, as the one before and without a password.
 *
 * <p>Clerk documents no end_session_endpoint (RP-Initiated Logout), and its ID tokens do not say which of a person's sessions they
 * came of. What is left is a page that ends the browser's session, if one is configured or discovered; else the Backend API, which ends
 * all of the person's sessions. Whatever comes of these, the next sign-in of this browser leads to Clerk with {@code prompt=login}.
 */
@Component
@EnableConfigurationProperties(ClerkSignOutProperties.class)
public class ClerkSignOut {

    /** What can be offered. */
    enum Means {
        /** A page ends the session of this browser. */
        PAGE,
        /** The Backend API ends the sessions in all browsers. */
        EVERYWHERE,
        /** The session at Clerk goes on until the next sign-in from this browser. */
        NEXT_TIME
    }

    /** What came of it, as the browser keeps it. */
    enum Outcome {
        NEXT_TIME,
        ENDED,
        FAILED;

        static Optional<Outcome> of(String value) {
            return Stream.of(values()).filter(it -> it.name().equals(value)).findFirst();
        }
    }

    /** The box in the form. Without it Clerk's session is left alone: other applications use it, too. */
    static final String CHOICE = "clerk";

    /** How long the browser keeps it in mind if nobody signs in: longer than Clerk's sessions commonly live, 7 days. */
    private static final Duration MEMORY = Duration.ofDays(30);

    /** A person waits meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** As many sessions as Clerk tells at once. */
    private static final int MOST_SESSIONS = 100;

    private final @Nullable String page;
    private final ObjectProvider<ClerkEndSession> endSession;
    private final ObjectProvider<ClerkBackend> backend;
    private final BrowserCookie chosen;
    private final String issuer;
    private final Clock clock;

    ClerkSignOut(
            ClerkSignOutProperties properties,
            ObjectProvider<ClerkEndSession> endSession,
            ObjectProvider<ClerkBackend> backend,
            AuthorizationServerSettings settings,
            Clock clock) {
        this.page =
                properties.signOutUri() == null || properties.signOutUri().isEmpty() ? null : properties.signOutUri();
        this.endSession = endSession;
        this.backend = backend;
        this.issuer = Objects.requireNonNull(settings.getIssuer());
        BrowserCookies browser = BrowserCookies.of(issuer);
        this.chosen = new BrowserCookie(browser.name() + "-clerk", "/", browser.secure());
        this.clock = clock;
    }

    Means means() {
        if (page(SignedOutReturn.PAGE).isPresent()) {
            return Means.PAGE;
        }
        return backend.getIfAvailable() == null ? Means.NEXT_TIME : Means.EVERYWHERE;
    }

    /** The page that ends Clerk's session of this browser, if there is one, and leads back to a page of ours. */
    public Optional<String> page(String back) {
        return page == null
                ? endSession.stream().findFirst().flatMap(clerk -> clerk.address(issuer + back))
                : Optional.of(RedirectUris.with(Map.of("redirect_url", issuer + back), page));
    }

    /** What came of the choice that was made in this browser and not followed by a sign-in; empty if there is none. */
    Optional<Outcome> outcome(HttpServletRequest request) {
        return chosen.in(request).flatMap(Outcome::of);
    }

    /** Whether the next sign-in of this browser must not rest on a session at Clerk. */
    public boolean isChosen(HttpServletRequest request) {
        return outcome(request).isPresent();
    }

    /** Forgets the choice, after a sign-in for which Clerk was told to ask. */
    public void forget(HttpServletRequest request, HttpServletResponse response) {
        if (chosen.in(request).isPresent()) {
            chosen.drop(response);
        }
    }

    /**
     * Does what the person chose.
     *
     * @param signedOut who was signed in
     * @param back page of ours that says what came of it
     * @return where to go for it: Clerk's page or, where Clerk could not be told, ours; empty if there is nothing more to do
     */
    Optional<String> signOut(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication signedOut, String back) {
        if (request.getParameter(CHOICE) == null || !(signedOut instanceof SignInAuthentication signIn)) {
            return Optional.empty();
        }
        Optional<String> next = page(back);
        ClerkBackend clerk = next.isEmpty() ? backend.getIfAvailable() : null;
        Outcome outcome = clerk == null
                ? Outcome.NEXT_TIME
                : hasEndedAll(clerk, signIn.getName()) ? Outcome.ENDED : Outcome.FAILED;
        chosen.set(outcome.name(), MEMORY, response);
        return next.or(() -> outcome == Outcome.FAILED ? Optional.of(back) : Optional.empty());
    }

    private boolean hasEndedAll(ClerkBackend clerk, String person) {
        Instant end = clock.instant().plus(PATIENCE);
        try {
            List<ClerkSession> sessions = clerk.sessions(person);
            for (ClerkSession session : sessions) {
                if (clock.instant().isAfter(end)) {
                    return false;
                }
                clerk.revokeSession(session.id());
            }
            return sessions.size() < MOST_SESSIONS;
        } catch (ClerkUnavailable e) {
            return false;
        }
    }
}
