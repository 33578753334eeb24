package com.hubify.identity.server.authorization;

import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.session.SignInAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has a person sign in again where the client asks for it by {@code prompt=login} or by a {@code max_age} that has passed. The
 * sign-in at hand is left out of sight for this request; the one that follows it must be younger than the question.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core, section 3.1.2.1</a>
 */
@Component
public class Reauthentication extends OncePerRequestFilter {

    private static final String ASKED_AT = "hubify.reauthentication.";

    private final String authorizationEndpoint;
    private final Clock clock;

    Reauthentication(AuthorizationServerSettings settings, Clock clock) {
        this.authorizationEndpoint = settings.getAuthorizationEndpoint();
        this.clock = clock;
    }

    /** Whether the person now on the way to Clerk must prove who they are, whatever session they have there. */
    public static boolean isAsked(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ASKED_AT + "pending") != null;
    }

    /** To be called when a person has signed in. */
    public static void done(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ASKED_AT + "pending");
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().equals(authorizationEndpoint) || request.getParameter("response_type") == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof SignInAuthentication signIn && isTooOld(signIn, request)) {
            request.getSession().setAttribute(ASKED_AT + "pending", "true");
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    private boolean isTooOld(SignInAuthentication signIn, HttpServletRequest request) {
        Set<String> prompt = Prompt.of(Objects.requireNonNullElse(request.getParameter("prompt"), ""));
        if (prompt.contains(Prompt.NONE)) {
            return isPast(signIn, maxAge(request));
        }
        if (prompt.contains(Prompt.LOGIN) || prompt.contains(Prompt.SELECT_ACCOUNT)) {
            return signIn.signedInAt().isBefore(askedAt(request));
        }
        return isPast(signIn, maxAge(request));
    }

    /** When this very request was first seen in this browser: a sign-in after that satisfies it. */
    private Instant askedAt(HttpServletRequest request) {
        HttpSession session = request.getSession();
        String name = ASKED_AT + RedisKeyspace.digest(Objects.requireNonNullElse(request.getQueryString(), ""));
        Object known = session.getAttribute(name);
        if (known != null) {
            session.removeAttribute(name);
            return Instant.parse(known.toString());
        }
        Instant now = clock.instant();
        session.setAttribute(name, now.toString());
        return now;
    }

    private boolean isPast(SignInAuthentication signIn, @Nullable Long maxAge) {
        return maxAge != null && signIn.signedInAt().plusSeconds(maxAge).isBefore(clock.instant());
    }

    private static @Nullable Long maxAge(HttpServletRequest request) {
        String maxAge = request.getParameter("max_age");
        return maxAge != null && maxAge.matches("[0-9]{1,9}") ? Long.valueOf(maxAge) : null;
    }
}
