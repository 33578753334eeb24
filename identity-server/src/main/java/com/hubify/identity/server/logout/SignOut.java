package com.hubify.identity.server.logout;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.session.HeldSession;
import com.hubify.identity.server.session.HeldSessions;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;

/** Ends a sign-in: the browser's session, and every token issued from it that must not outlive it. */
@Component
public class SignOut implements LogoutHandler {

    private final LogoutHandler session = new SecurityContextLogoutHandler();
    private final Revocations revocations;
    private final HeldSessions sessions;
    private final RedisDemandedSignOuts demanded;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SignOut(
            Revocations revocations,
            HeldSessions sessions,
            RedisDemandedSignOuts demanded,
            ApplicationEventPublisher events,
            Clock clock) {
        this.revocations = revocations;
        this.sessions = sessions;
        this.demanded = demanded;
        this.events = events;
        this.clock = clock;
    }

    /** After the person has confirmed. */
    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication instanceof SignInAuthentication signIn) {
            HttpSession browser = request.getSession(false);
            end(signIn, browser == null ? null : browser.getId());
        }
        session.logout(request, response, authentication);
    }

    /**
     * Ends a sign-in, but not its session, which the caller reuses or drops.
     *
     * @param browser the id of that session
     */
    public void end(SignInAuthentication signIn, @Nullable String browser) {
        Revocation ended = new Revocation(session(signIn.sessionId()), clock.instant());
        revocations.publishEnd(ended, new Ancestor(Ancestor.Kind.SIGN_INS, signIn.getName()));
        events.publishEvent(new SignedOut(signIn.getName(), signIn.sessionId()));
        if (browser != null) {
            sessions.ended(signIn.getName(), browser);
        }
    }

    /** Ends a sign-in of another browser of the person, with its session. */
    public void endElsewhere(HeldSession held) {
        end(held.signIn(), null);
        sessions.end(held.signIn().getName(), held.name());
    }

    /**
     * Ends the sign-in that a client's hint names. It need not be the current one: tokens of an earlier visit, or of a
     * browser that lost its cookie, may still be valid. Sign-outs by a client are limited apart from those that people
     * confirm.
     *
     * @param client the client that asks for it
     * @return whether it has ended; false if the client has reached the daily limit for this person
     */
    boolean endHinted(OidcIdToken hint, String client) {
        String sid = hint.getClaimAsString(TokenClaims.SESSION_ID);
        if (sid == null) {
            return true; // issued without a browser session
        }
        String account = Objects.requireNonNull(hint.getSubject());
        Instant issued = Objects.requireNonNull(hint.getIssuedAt());
        // The same hint may come repeatedly; only the first one is published.
        if (revocations.isRevoked(new Lineage(issued, List.of(session(sid))))) {
            return true;
        }
        if (!demanded.admit(account, client)) {
            return false;
        }
        revocations.publish(new Revocation(session(sid), clock.instant()));
        events.publishEvent(new SignedOut(account, sid));
        return true;
    }

    /** Drops the session of a browser whose sign-in has ended. */
    void drop(HttpServletRequest request, HttpServletResponse response, Authentication signedIn) {
        HttpSession browser = request.getSession(false);
        if (browser != null) {
            sessions.ended(signedIn.getName(), browser.getId());
        }
        session.logout(request, response, signedIn);
    }

    private static Ancestor session(String id) {
        return new Ancestor(Ancestor.Kind.SESSION, id);
    }
}
