package com.hubify.identity.server.device;

import com.hubify.identity.server.client.authentication.AuthenticatedClient;
import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.token.MemberAuthorizations;
import java.security.Principal;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Handles polls of devices. Adds to Spring's provider an ID token if {@code openid} was granted, {@code slow_down}, and
 * {@code invalid_grant} for a used device code, for which Spring answers {@code access_denied}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628, section 3.5</a>
 */
class DeviceTokenAuthenticationProvider implements AuthenticationProvider {

    private static final OAuth2TokenType DEVICE_CODE = new OAuth2TokenType(OAuth2ParameterNames.DEVICE_CODE);

    private final Grants grants;
    private final ActingMembers members;
    private final OAuth2TokenGenerator<OAuth2Token> generator;
    private final RedisDevicePolls polls;
    private final Clock clock;

    DeviceTokenAuthenticationProvider(
            Grants grants,
            OAuth2TokenGenerator<OAuth2Token> generator,
            ActingMembers members,
            RedisDevicePolls polls,
            Clock clock) {
        this.grants = grants;
        this.members = members;
        this.generator = generator;
        this.polls = polls;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2DeviceCodeAuthenticationToken request = (OAuth2DeviceCodeAuthenticationToken) authentication;
        OAuth2AuthorizationService authorizations = new MemberAuthorizations(grants, members);
        OAuth2Authorization grant = authorizations.findByToken(request.getDeviceCode(), DEVICE_CODE);
        if (grant != null) {
            boolean isItsOwn = grant.getRegisteredClientId()
                    .equals(AuthenticatedClient.of(request).registration().getId());
            requireLiving(grant, isItsOwn);
            // Polls of another client don't count, so that they can't slow this device down.
            if (isItsOwn && !polls.isTimely(request.getDeviceCode())) {
                throw refusal("slow_down");
            }
        }
        OAuth2AccessTokenAuthenticationToken answer = (OAuth2AccessTokenAuthenticationToken) Objects.requireNonNull(
                new OAuth2DeviceCodeAuthenticationProvider(authorizations, generator).authenticate(request));
        return grant != null && answer.getAccessToken().getScopes().contains(OidcScopes.OPENID)
                ? withIdToken(answer, grant, request)
                : answer;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2DeviceCodeAuthenticationToken.class.isAssignableFrom(authentication);
    }

    // Before Spring's provider, which would store an expired code again, and so keep it longer. It also ends a code
    // that another client presents, since it was stolen; the device must not get access_denied then.
    private void requireLiving(OAuth2Authorization grant, boolean isItsOwn) {
        OAuth2Authorization.Token<OAuth2DeviceCode> code =
                Objects.requireNonNull(grant.getToken(OAuth2DeviceCode.class));
        boolean isOver =
                !clock.instant().isBefore(Objects.requireNonNull(code.getToken().getExpiresAt()));
        boolean isEnded = code.isInvalidated() && !isDeclined(grant);
        if (grant.getAccessToken() != null || isOver && !isItsOwn || isEnded && !isOver) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        if (isOver) {
            throw refusal("expired_token");
        }
    }

    private static boolean isDeclined(OAuth2Authorization grant) {
        return Objects.requireNonNull(grant.getToken(OAuth2UserCode.class)).isInvalidated()
                && grant.getAuthorizedScopes().isEmpty();
    }

    private static OAuth2AuthenticationException refusal(String error) {
        return new OAuth2AuthenticationException(
                new OAuth2Error(error, null, "https://www.rfc-editor.org/rfc/rfc8628#section-3.5"));
    }

    private Authentication withIdToken(
            OAuth2AccessTokenAuthenticationToken answer, OAuth2Authorization grant, Authentication request) {
        Authentication person = Objects.requireNonNull(grant.getAttribute(Principal.class.getName()));
        OAuth2Token idToken = generator.generate(DefaultOAuth2TokenContext.builder()
                .registeredClient(answer.getRegisteredClient())
                .principal(person)
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .authorization(OAuth2Authorization.from(grant)
                        .accessToken(answer.getAccessToken())
                        .build())
                .authorizedScopes(answer.getAccessToken().getScopes())
                .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .authorizationGrant(request)
                .tokenType(new OAuth2TokenType(OidcParameterNames.ID_TOKEN))
                .build());
        Map<String, Object> parameters = new HashMap<>(answer.getAdditionalParameters());
        parameters.put(
                OidcParameterNames.ID_TOKEN, Objects.requireNonNull(idToken).getTokenValue());
        return new OAuth2AccessTokenAuthenticationToken(
                answer.getRegisteredClient(),
                (Authentication) answer.getPrincipal(),
                answer.getAccessToken(),
                answer.getRefreshToken(),
                parameters);
    }
}
