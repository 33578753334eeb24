package com.hubify.identity.server.session;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.server.revocation.Revocations;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose sign-in or person was revoked, or whose sign-in is too old. Otherwise new grants would be created
 * with it, which are younger than the revocation. Checked only by requests that need the sign-in.
 */
@Component
public class RevokedSignIns extends OncePerRequestFilter {

    private final Revocations revocations;
    private final Duration timeToLive;
    private final Clock clock;

    RevokedSignIns(Revocations revocations, SessionProperties properties, Clock clock) {
        this.revocations = revocations;
        this.timeToLive = properties.timeToLive();
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Supplier<SecurityContext> stored = SecurityContextHolder.getDeferredContext();
        SecurityContextHolder.setDeferredContext(SingletonSupplier.of(() -> living(stored.get(), request)));
        chain.doFilter(request, response);
    }

    /** Whether the sign-in or its person was revoked after the sign-in, or in the same second. */
    public boolean isRevoked(SignInAuthentication signIn) {
        return revocations.isRevoked(lineage(signIn));
    }

    /** Whether the sign-in is no longer valid: it was revoked, or is too old. */
    public boolean hasEnded(SignInAuthentication signIn) {
        return isOver(signIn) || isRevoked(signIn);
    }

    private SecurityContext living(SecurityContext context, HttpServletRequest request) {
        if (!(context.getAuthentication() instanceof SignInAuthentication signIn) || !hasEnded(signIn)) {
            return context;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return SecurityContextHolder.createEmptyContext();
    }

    /** Absolute limit: a stolen cookie would otherwise be valid as long as it is used. */
    private boolean isOver(SignInAuthentication signIn) {
        return !clock.instant().isBefore(signIn.signedInAt().plus(timeToLive));
    }

    private static Lineage lineage(SignInAuthentication signIn) {
        return new Lineage(
                signIn.signedInAt(),
                List.of(
                        new Ancestor(Kind.SESSION, signIn.sessionId()),
                        new Ancestor(Kind.SIGN_INS, signIn.getName()),
                        new Ancestor(Kind.SUBJECT, signIn.getName())));
    }
}
