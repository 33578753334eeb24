package com.hubify.identity.server.authorization;

import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.signing.OwnTokens;
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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has a person sign in again where the client asks for it by {@code prompt=login}, by a {@code max_age} that has passed or by
 * an {@code id_token_hint} of somebody else. The
 * sign-in at hand is left out of sight for this request; the one that follows it must be younger than the question.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core, section 3.1.2.1</a>
 */
@Component
public class Reauthentication extends OncePerRequestFilter {

    private static final String ASKED_AT = "hubify.reauthentication.";

    private final String authorizationEndpoint;
    private final OwnTokens ownTokens;
    private final Clock clock;

    Reauthentication(AuthorizationServerSettings settings, OwnTokens ownTokens, Clock clock) {
        this.ownTokens = ownTokens;
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
        Set<String> prompt = Prompt.of(Objects.requireNonNullElse(request.getParameter("prompt"), ""));
        boolean demanded = prompt.contains(Prompt.LOGIN) || prompt.contains(Prompt.SELECT_ACCOUNT);
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof SignInAuthentication signIn) {
            if (isAnother(signIn, request)
                    || isPast(signIn, maxAge(request))
                    || demanded && !isAnswered(signIn, request)) {
                request.getSession().setAttribute(ASKED_AT + "pending", "true");
                SecurityContextHolder.clearContext();
                // Spring has read the request already, and with it who was signed in.
                request.removeAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName());
            }
        } else if (!prompt.contains(Prompt.NONE) && (demanded || maxAge(request) != null)) {
            // Clerk may still know this browser; its silent yes would be an old sign-in with a new date.
            request.getSession().setAttribute(ASKED_AT + "pending", "true");
            if (demanded) {
                askedAt(request);
            }
        }
        chain.doFilter(request, response);
    }

    /** Whether the client means somebody else than who is signed in here (OpenID Connect Core, section 3.1.2.1). */
    private boolean isAnother(SignInAuthentication signIn, HttpServletRequest request) {
        String hint = request.getParameter("id_token_hint");
        return hint != null
                && ownTokens
                        .verify(hint)
                        .filter(token -> signIn.getName().equals(token.getSubject()))
                        .isEmpty();
    }

    /** Whether the sign-in came after this very request was first seen; if so, the next one like it is a new question. */
    private boolean isAnswered(SignInAuthentication signIn, HttpServletRequest request) {
        boolean answered = !signIn.signedInAt().isBefore(askedAt(request));
        if (answered) {
            request.getSession().removeAttribute(nameOf(request));
        }
        return answered;
    }

    private Instant askedAt(HttpServletRequest request) {
        HttpSession session = request.getSession();
        Object known = session.getAttribute(nameOf(request));
        if (known != null) {
            return Instant.parse(known.toString());
        }
        Instant now = clock.instant();
        session.setAttribute(nameOf(request), now.toString());
        return now;
    }

    private static String nameOf(HttpServletRequest request) {
        StringBuilder parameters = new StringBuilder();
        new TreeMap<>(request.getParameterMap())
                .forEach((name, values) ->
                        parameters.append(name).append('=').append(values[0]).append('&'));
        return ASKED_AT + RedisKeyspace.digest(parameters.toString());
    }

    private boolean isPast(SignInAuthentication signIn, @Nullable Long maxAge) {
        return maxAge != null && signIn.signedInAt().plusSeconds(maxAge).isBefore(clock.instant());
    }

    private static @Nullable Long maxAge(HttpServletRequest request) {
        String maxAge = request.getParameter("max_age");
        return maxAge != null && maxAge.matches("[0-9]{1,9}") ? Long.valueOf(maxAge) : null;
    }
}
