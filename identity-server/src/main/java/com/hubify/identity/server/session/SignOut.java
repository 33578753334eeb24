package com.hubify.identity.server.session;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.revocation.Revocations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
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
        Authentication signedIn = authentication instanceof OidcLogoutAuthenticationToken asked
                ? (Authentication) asked.getPrincipal()
                : authentication;
        if (signedIn instanceof SignInAuthentication signIn) {
            Ancestor ended = new Ancestor(Ancestor.Kind.SESSION, signIn.sessionId());
            revocations.publishEnd(new Revocation(ended, clock.instant()), signIn.getName());
            HttpSession browser = request.getSession(false);
            if (browser != null) {
                sessions.ended(signIn.getName(), browser.getId());
            }
            events.publishEvent(new SignedOut(signIn.getName(), signIn.sessionId()));
        }
        session.logout(request, response, signedIn);
    }
}
