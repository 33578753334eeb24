package com.hubify.identity.server.session;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.revocation.Revocations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;

/** Ends a sign-in: the browser's session, and every token that was made from it and is not meant to outlive it. */
@Component
public class SignOut implements LogoutHandler {

    private final LogoutHandler session = new SecurityContextLogoutHandler();
    private final Revocations revocations;
    private final HeldSessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SignOut(Revocations revocations, HeldSessions sessions, ApplicationEventPublisher events, Clock clock) {
        this.revocations = revocations;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        OidcLogoutAuthenticationToken asked = authentication instanceof OidcLogoutAuthenticationToken it ? it : null;
        Authentication signedIn = asked == null ? authentication : (Authentication) asked.getPrincipal();
        if (signedIn instanceof SignInAuthentication signIn) {
            HttpSession browser = request.getSession(false);
            end(signIn, browser == null ? null : browser.getId());
        } else if (asked != null && asked.getIdToken() != null) {
            endHinted(asked.getIdToken());
        }
        session.logout(request, response, signedIn);
    }

    /**
     * Ends a sign-in, but for its session, which the caller gives to another or drops.
     *
     * @param browser the id of that session
     */
    public void end(SignInAuthentication signIn, @Nullable String browser) {
        end(new Ancestor(Ancestor.Kind.SESSION, signIn.sessionId()), signIn.getName());
        if (browser != null) {
            sessions.ended(signIn.getName(), browser);
        }
    }

    /**
     * Ends the sign-in that a client means, which need not be the one at hand: that of an earlier visit, or of a browser that has
     * lost its cookie, is still alive in its tokens.
     */
    void endHinted(OidcIdToken hint) {
        String sid = hint.getClaimAsString(TokenClaims.SESSION_ID);
        if (sid == null) {
            return; // it was made without a browser
        }
        Ancestor session = new Ancestor(Ancestor.Kind.SESSION, sid);
        // The same hint may come any number of times; only the first is news.
        if (!revocations.isRevoked(new Lineage(Objects.requireNonNull(hint.getIssuedAt()), List.of(session)))) {
            end(session, Objects.requireNonNull(hint.getSubject()));
        }
    }

    private void end(Ancestor session, String account) {
        revocations.publishEnd(new Revocation(session, clock.instant()), new Ancestor(Ancestor.Kind.SIGN_INS, account));
        events.publishEvent(new SignedOut(account, session.id()));
    }
}
