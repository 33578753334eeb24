package com.hubify.identity.server.login;

import com.hubify.identity.server.authorization.InterruptedRequest;
import com.hubify.identity.server.authorization.Reauthentication;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.login.RedisSignInAttempts.Found;
import com.hubify.identity.server.login.clerk.ClerkRegistrations;
import com.hubify.identity.server.logout.ClerkSignOut;
import com.hubify.identity.server.session.BrowserSecrets;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/**
 * Pending authorization requests to Clerk: one for each {@code state}, not for each session, so that any number of tabs can
 * sign in at once and each returns to its own request. None creates a session.
 */
@Component
class SignInAttempts implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private static final String ATTEMPT = SignInAttempt.class.getName();
    private static final String RESUMED = SignInAttempts.class.getName() + ".resumed";
    private static final String LATE = SignInAttempts.class.getName() + ".late";

    private final RedisSignInAttempts store;
    private final BrowserSecrets browsers;
    private final CarriedRequests carried;
    private final SealedRequests sealed;
    private final ClerkRegistrations registrations;
    private final ClerkSignOut clerkSignOut;
    private final Clock clock;

    SignInAttempts(
            RedisSignInAttempts store,
            BrowserSecrets browsers,
            CarriedRequests carried,
            SealedRequests sealed,
            ClerkRegistrations registrations,
            ClerkSignOut clerkSignOut,
            Clock clock) {
        this.store = store;
        this.browsers = browsers;
        this.carried = carried;
        this.sealed = sealed;
        this.registrations = registrations;
        this.clerkSignOut = clerkSignOut;
        this.clock = clock;
    }

    /** The attempt of this callback; empty if it is unknown, expired or of another browser. */
    static Optional<SignInAttempt> of(HttpServletRequest request) {
        return Optional.ofNullable((SignInAttempt) request.getAttribute(ATTEMPT));
    }

    /** Target of the attempt of this callback, also if it was consumed before. */
    static Optional<InterruptedRequest> resumed(HttpServletRequest request) {
        return Optional.ofNullable((InterruptedRequest) request.getAttribute(RESUMED));
    }

    /** Target of an attempt of this browser that came back after it expired. */
    static Optional<InterruptedRequest> late(HttpServletRequest request) {
        return Optional.ofNullable((InterruptedRequest) request.getAttribute(LATE));
    }

    /** Target after the sign-in that this request begins. */
    static InterruptedRequest interrupted(HttpServletRequest request) {
        return isInterrupted(request)
                ? InterruptedRequest.of(request)
                : InterruptedRequest.parse(request.getParameter("continue")).orElse(InterruptedRequest.START);
    }

    /** Whether the request names a target that is not allowed. */
    static boolean leadsNowhere(HttpServletRequest request) {
        String target = request.getParameter("continue");
        return !isInterrupted(request)
                && target != null
                && !target.isEmpty()
                && InterruptedRequest.parse(target).isEmpty();
    }

    /** Whether Clerk must prompt: on demand of a client, to switch accounts, or after a sign-out there. */
    boolean mustBeFresh(HttpServletRequest request) {
        return Reauthentication.isDemanded(request)
                || clerkSignOut.isChosen(request)
                || !isInterrupted(request) && "login".equals(request.getParameter("prompt"));
    }

    /** Whether the request itself requires a sign-in; otherwise the person chose to sign in. */
    private static boolean isInterrupted(HttpServletRequest request) {
        return InterruptedRequest.isPath(request.getServletPath());
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked == null) {
            return;
        }
        String state = Objects.requireNonNull(asked.getState());
        String nonce = asked.getAttribute(OidcParameterNames.NONCE);
        String verifier = asked.getAttribute(PkceParameterNames.CODE_VERIFIER);
        InterruptedRequest interrupted = interrupted(request);
        // A link that only names a target does not satisfy a demand for authentication: Clerk may not prompt.
        boolean answers = isInterrupted(request) || mustBeFresh(request);
        store.begin(
                state,
                browsers.current(request, response),
                new SignInAttempt(
                        carried.unlessKept(interrupted, SealedRequests.nameOf(state), response),
                        clock.instant(),
                        answers ? interrupted.digest() : SignInAttempt.NO_REQUEST,
                        Objects.requireNonNullElse(nonce, ""),
                        Objects.requireNonNullElse(verifier, ""),
                        mustBeFresh(request)));
    }

    /** Loading without removing is not supported: an attempt is used once. */
    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return null;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        if (state == null) {
            return null;
        }
        List<String> secrets = browsers.in(request);
        Found found = secrets.isEmpty() ? Found.NOTHING : store.consume(state, secrets.toArray(String[]::new));
        request.setAttribute(RESUMED, found.resumed());
        if (found.resumed() == null) {
            sealed.open(state, secrets).ifPresent(late -> request.setAttribute(LATE, late));
        }
        SignInAttempt attempt = found.attempt();
        if (attempt == null) {
            return null;
        }
        request.setAttribute(ATTEMPT, attempt);
        return asked(state, attempt, registration());
    }

    private ClientRegistration registration() {
        try {
            return Objects.requireNonNull(registrations.findByRegistrationId(ClerkRegistrations.ID));
        } catch (ClerkUnavailable e) {
            throw unavailable(e);
        }
    }

    static OAuth2AuthenticationException unavailable(ClerkUnavailable cause) {
        return new OAuth2AuthenticationException(new OAuth2Error("upstream_unavailable"), cause);
    }

    private static OAuth2AuthorizationRequest asked(String state, SignInAttempt attempt, ClientRegistration clerk) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(clerk.getProviderDetails().getAuthorizationUri()))
                .clientId(clerk.getClientId())
                .redirectUri(clerk.getRedirectUri())
                .scopes(clerk.getScopes())
                .state(state)
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, ClerkRegistrations.ID);
                    if (!attempt.nonce().isEmpty()) {
                        attributes.put(OidcParameterNames.NONCE, attempt.nonce());
                    }
                    if (!attempt.codeVerifier().isEmpty()) {
                        attributes.put(PkceParameterNames.CODE_VERIFIER, attempt.codeVerifier());
                    }
                })
                .build();
    }
}
