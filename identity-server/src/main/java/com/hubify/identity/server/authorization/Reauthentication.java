package com.hubify.identity.server.authorization;

import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.signing.OwnTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has a person sign in again where the client asks for it by {@code prompt=login}, by a {@code max_age} that has passed or
 * by an {@code id_token_hint} of another person, requests {@code auth_time} and that is unknown, or asks for
 * {@link CredentialScopes} and the sign-in is not recent. The current sign-in is hidden for this request. A sign-in that this very request led to satisfies every demand; if Clerk did not authenticate the
 * person afresh, the client gets {@code login_required}. So there is no loop.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest">OpenID Connect Core, section 3.1.2.1</a>
 */
@Component
public class Reauthentication extends OncePerRequestFilter {

    private static final String DEMANDED = Reauthentication.class.getName() + ".demanded";

    /** Prefix of session attributes: one per request that led to a sign-in, until it is repeated. */
    private static final String ANSWERED = "hubify.answered.";

    /** Most such attributes in a session: links on a foreign page must not make it grow. */
    private static final int MOST_ANSWERED = 20;

    /** Tolerance: Clerk's times are in seconds, by its own clock. */
    private static final Duration CLERKS_CLOCK = Duration.ofSeconds(6);

    private final String authorizationEndpoint;
    private final OwnTokens ownTokens;
    private final CredentialScopes credentialScopes;
    private final Clock clock;

    Reauthentication(
            AuthorizationServerSettings settings, OwnTokens ownTokens, CredentialScopes credentialScopes, Clock clock) {
        this.ownTokens = ownTokens;
        this.credentialScopes = credentialScopes;
        this.authorizationEndpoint = settings.getAuthorizationEndpoint();
        this.clock = clock;
    }

    /** Whether the person must authenticate at Clerk again, whatever session they have there. */
    public static boolean isDemanded(HttpServletRequest request) {
        return request.getAttribute(DEMANDED) != null;
    }

    /** Whether the person wants to sign in with another account than the one they have. */
    public static boolean isToAnotherAccount(HttpServletRequest request) {
        return Prompt.of(Objects.requireNonNullElse(request.getParameter("prompt"), ""))
                .contains(Prompt.SELECT_ACCOUNT);
    }

    /** Has this request lead to Clerk, where the person must authenticate again. */
    public static void demand(HttpServletRequest request) {
        request.setAttribute(DEMANDED, true);
    }

    /**
     * Records that a request led to a sign-in.
     *
     * @param request its {@link InterruptedRequest#digest()}
     * @param begun when the person was sent to sign in
     */
    public static void answered(String request, Instant begun, HttpSession session) {
        List<String> noted = Collections.list(session.getAttributeNames()).stream()
                .filter(name -> name.startsWith(ANSWERED))
                .sorted(Comparator.comparing(name -> session.getAttribute(name).toString()))
                .toList();
        noted.stream().limit(Math.max(0, noted.size() + 1 - MOST_ANSWERED)).forEach(session::removeAttribute);
        session.setAttribute(ANSWERED + request, begun.toString());
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
        AuthenticationAge age = age(request);
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!(authentication instanceof SignInAuthentication signIn)) {
            // Clerk may still have a session; without a prompt it would report an old authentication as a new one.
            if (demanded || age.isAsked()) {
                demand(request);
            }
            chain.doFilter(request, response);
            return;
        }
        boolean another = isAnother(signIn, request);
        boolean unmet = demanded || !age.isMetBy(signIn, clock.instant());
        Instant begun = answered(signIn, request);
        if (begun != null && (another || unmet && !isProvedSince(begun, signIn))) {
            // Another attempt would end the same way: the client gets login_required.
            forget(request);
            chain.doFilter(new SilentRequest(request), response);
            return;
        }
        if (begun == null && (another || unmet)) {
            demand(request);
            forget(request);
        }
        chain.doFilter(request, response);
    }

    /** A person who is not signed in yet proves at once who they are: so one password is enough. */
    private AuthenticationAge age(HttpServletRequest request) {
        AuthenticationAge asked = AuthenticationAge.of(request);
        return credentialScopes.areAskedBy(request) ? asked.and(RecentSignIn.LATELY) : asked;
    }

    private static void forget(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        // Spring has cached the converted request with the current sign-in.
        request.removeAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName());
    }

    /**
     * Whether the id_token_hint is of another person than the one signed in (OpenID Connect Core, section 3.1.2.1). An
     * invalid hint, or one whose key is no longer published, is ignored.
     */
    private boolean isAnother(SignInAuthentication signIn, HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("id_token_hint"))
                .filter(hint -> !hint.isEmpty())
                .flatMap(ownTokens::verify)
                .map(Jwt::getSubject)
                .filter(subject -> !subject.equals(signIn.getName()))
                .isPresent();
    }

    /** When the person was sent to Clerk for this very request, if that led to the sign-in; else null. It counts once. */
    static @Nullable Instant answered(SignInAuthentication signIn, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String name = ANSWERED + InterruptedRequest.of(request).digest();
        Object noted = session == null ? null : session.getAttribute(name);
        if (session == null || noted == null) {
            return null;
        }
        session.removeAttribute(name);
        Instant begun = Instant.parse(noted.toString());
        return signIn.signedInAt().isBefore(begun) ? null : begun;
    }

    private static boolean isProvedSince(Instant begun, SignInAuthentication signIn) {
        Instant proved = signIn.authenticatedAt();
        return proved != null && !proved.isBefore(begun.minus(CLERKS_CLOCK));
    }
}
