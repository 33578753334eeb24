package com.hubify.identity.server.authorization;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.ClaimsRequest;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.RedirectUris;
import com.hubify.identity.server.consent.Consents;
import com.hubify.identity.server.error.ProtocolErrors;
import com.hubify.identity.server.organization.acting.OrganizationChoice;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.identity.server.token.RequestedScopes;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.util.StringUtils;

/** Validates authorization requests, and decides whether consent is needed. */
final class AuthorizationRequests {

    /** A SHA-256 digest in base64url (RFC 7636, section 4.2). */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final OAuth2Error NO_CHALLENGE = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_REQUEST,
            "The code_challenge is missing: this client must use PKCE with S256.",
            "https://www.rfc-editor.org/rfc/rfc7636#section-4.4.1");

    private static final OAuth2Error WRONG_CHALLENGE = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_REQUEST,
            "The code_challenge must be a SHA-256 digest in base64url, and the code_challenge_method S256.",
            "https://www.rfc-editor.org/rfc/rfc7636#section-4.4.1");

    private static final OAuth2Error NOT_BOUND = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_REQUEST,
            "The request must have a code_challenge, a state, or a nonce with the scope openid.",
            "https://www.rfc-editor.org/rfc/rfc9700#section-2.1");

    private AuthorizationRequests() {}

    /** The redirect URI is checked first: only after that may an error be sent to it. */
    static Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> validator() {
        Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> redirectUri =
                AuthorizationRequests::validateRedirectUri;
        return redirectUri
                .andThen(AuthorizationRequests::validateParameters)
                .andThen(SignInDeclined::validate)
                .andThen(AuthorizationRequests::validateProof)
                .andThen(AuthorizationRequests::validateClaims)
                .andThen(AuthorizationRequests::validateScopes)
                .andThen(Prompt::validate);
    }

    /**
     * Whether the requested scopes go beyond what the person has consented to before, or they have to choose anew for whom
     * the client acts.
     *
     * @throws OAuth2AuthorizationCodeRequestAuthenticationException with {@code consent_required} if they do and
     *     {@code prompt=none} allows no page
     */
    static boolean needConsent(
            OAuth2AuthorizationCodeRequestAuthenticationContext context,
            Consents consents,
            OrganizationChoice organizations) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        boolean needed = goesBeyondConsent(context, consents) || isForAnother(context, organizations);
        if (needed && Prompt.of(request.getAdditionalParameters()).contains(Prompt.NONE)) {
            refuse(context, new OAuth2Error("consent_required", "The end-user must give consent.", null));
        }
        return needed;
    }

    private static boolean isForAnother(
            OAuth2AuthorizationCodeRequestAuthenticationContext context, OrganizationChoice organizations) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        return context.getRegisteredClient().getClientSettings().isRequireAuthorizationConsent()
                && request.getPrincipal() instanceof SignInAuthentication person
                && organizations.isOther(
                        person.account(), context.getRegisteredClient().getId());
    }

    private static boolean goesBeyondConsent(
            OAuth2AuthorizationCodeRequestAuthenticationContext context, Consents consents) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (!context.getRegisteredClient().getClientSettings().isRequireAuthorizationConsent()) {
            return false;
        }
        if (Prompt.of(request.getAdditionalParameters()).contains(Prompt.CONSENT)
                || RedirectUris.proveNothing(context.getRegisteredClient(), redirectUri(context))) {
            return true;
        }
        // Spring needs no consent for openid. But it tells the client who the person is, by the same id that all
        // clients get.
        Scopes asked = Scopes.parse(request.getScopes()).orElseThrow();
        String account = ((Authentication) request.getPrincipal()).getName();
        Scopes allowed = Scopes.parse(
                        consents.allowed(account, context.getRegisteredClient().getId()))
                .orElse(Scopes.none());
        return !allowed.coverAll(asked);
    }

    /**
     * With an unregistered redirect URI there is no redirect: the person sees an error page (RFC 6749, section 3.1.2.4).
     */
    private static void validateRedirectUri(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (StringUtils.hasText(request.getRedirectUri())) {
            if (!RedirectUris.areRegistered(context.getRegisteredClient(), request.getRedirectUri())) {
                throw unaddressed("redirect_uri");
            }
        } else if (!mayLeaveOutRedirectUri(context)) {
            boolean isNone = request instanceof FaultyAuthorizationRequest faulty && faulty.lacksResponseType();
            throw unaddressed(isNone ? "response_type" : "redirect_uri");
        }
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException unaddressed(String parameter) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(ProtocolErrors.wrong(parameter), null);
    }

    /**
     * A client with a single redirect URI may leave it out (RFC 6749, section 3.1.2.3), but not when it makes an OpenID
     * request (OpenID Connect Core, section 3.1.2.1). A request without a scope is not an OpenID request, whatever the
     * client's default scopes are.
     */
    private static boolean mayLeaveOutRedirectUri(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        boolean asksForOpenId = request.getScopes().contains(OidcScopes.OPENID)
                && !(request instanceof ScopedRequest scoped && scoped.isByDefault());
        return !asksForOpenId && context.getRegisteredClient().getRedirectUris().size() == 1;
    }

    private static void validateParameters(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (request instanceof FaultyAuthorizationRequest faulty) {
            refuse(context, faulty.error());
        }
        Map<String, Object> parameters = request.getAdditionalParameters();
        RequestLength.refusal(request).ifPresent(error -> refuse(context, error));
        if (parameters.get(AuthenticationAge.MAX_AGE) instanceof String maxAge
                && !AuthenticationAge.isSeconds(maxAge)) {
            // Ignoring it would silently drop a security requirement of the client.
            refuse(
                    context,
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "max_age must be a number of seconds.", null));
        }
    }

    /** RFC 7636, section 4.4.1: S256 only, and required unless the client binds the response to its request otherwise. */
    private static void validateProof(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Object challenge = request.getAdditionalParameters().get("code_challenge");
        if (challenge == null) {
            boolean required = context.getRegisteredClient().getClientSettings().isRequireProofKey();
            if (required || !isBound(request)) {
                refuse(context, required ? NO_CHALLENGE : NOT_BOUND);
            }
        } else if (!CHALLENGE.matcher(challenge.toString()).matches()
                || !"S256".equals(request.getAdditionalParameters().get("code_challenge_method"))) {
            refuse(context, WRONG_CHALLENGE);
        }
    }

    /**
     * Whether the client can tell that a response belongs to its own request. Without PKCE only a state, or a nonce that
     * comes back in an ID token, shows that; without either, an attacker could inject a code of theirs.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700, section 2.1</a>
     */
    private static boolean isBound(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return StringUtils.hasText(request.getState())
                || request.getAdditionalParameters().get("nonce") instanceof String nonce
                        && StringUtils.hasText(nonce)
                        && request.getScopes().contains(OidcScopes.OPENID);
    }

    /**
     * No ID token is issued for another {@code sub} than requested (OpenID Connect Core, section 3.1.2.2), nor for an
     * {@code acr} that this server can't say.
     */
    private static void validateClaims(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Object parameter = request.getAdditionalParameters().get(ClaimsRequest.PARAMETER);
        ClaimsRequest claims = parameter == null
                ? null
                : ClaimsRequest.parse(parameter.toString()).orElse(null);
        if (parameter != null && claims == null) {
            refuse(context, ProtocolErrors.wrong("claims"));
        }
        AuthenticationClass.validate(context, claims);
        String subject = claims == null ? null : claims.subject();
        if (subject != null
                && request.getPrincipal() instanceof SignInAuthentication signIn
                && !signIn.getName().equals(subject)) {
            refuse(context, new OAuth2Error("login_required"));
        }
    }

    private static void validateScopes(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        RequestedScopes.refusal(request.getScopes(), HubifyClientSettings.scopes(context.getRegisteredClient()))
                .ifPresent(error -> refuse(context, error));
    }

    /** Refuses a request whose client and redirect URI have been validated. */
    static void refuse(OAuth2AuthorizationCodeRequestAuthenticationContext context, OAuth2Error error) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        OAuth2AuthorizationCodeRequestAuthenticationToken refused =
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        request.getAuthorizationUri(),
                        request.getClientId(),
                        (Authentication) request.getPrincipal(),
                        redirectUri(context),
                        RequestLength.isTooLong(request.getState()) ? null : request.getState(),
                        request.getScopes(),
                        request.getAdditionalParameters());
        throw new OAuth2AuthorizationCodeRequestAuthenticationException(error, refused);
    }

    /** The one asked for, or the only one registered (RFC 6749, section 3.1.2.3). */
    private static String redirectUri(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        return request.getRedirectUri() == null
                ? context.getRegisteredClient().getRedirectUris().iterator().next()
                : request.getRedirectUri();
    }
}
