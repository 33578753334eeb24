package com.hubify.identity.server.token;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.account.Account;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * What a person's access token may know of them, by its scopes. Spring's provider looks the token up and so forgets those that
 * a refresh has replaced; here the verified token itself says enough.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core, section 5.3</a>
 */
class UserInfo implements AuthenticationProvider {

    private final Accounts accounts;

    UserInfo(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OidcUserInfoAuthenticationToken request = (OidcUserInfoAuthenticationToken) authentication;
        if (!(request.getPrincipal() instanceof JwtAuthenticationToken bearer)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        Set<String> scopes = AccessTokens.scopes(bearer.getToken());
        if (!scopes.contains(OidcScopes.OPENID)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INSUFFICIENT_SCOPE);
        }
        Account account = accounts.find(
                        new AccountId(Objects.requireNonNull(bearer.getToken().getSubject())))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN));
        return new OidcUserInfoAuthenticationToken(bearer, describe(account, scopes));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OidcUserInfoAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static OidcUserInfo describe(Account account, Set<String> scopes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(StandardClaimNames.SUB, account.id().value());
        if (scopes.contains(OidcScopes.PROFILE)) {
            put(claims, StandardClaimNames.NAME, account.name());
            put(claims, StandardClaimNames.PREFERRED_USERNAME, account.username());
            put(claims, TokenClaims.PLAN, account.plan());
        }
        if (scopes.contains(OidcScopes.EMAIL) && account.email() != null) {
            claims.put(StandardClaimNames.EMAIL, account.email());
            claims.put(StandardClaimNames.EMAIL_VERIFIED, true); // others are not taken over from upstream
        }
        return new OidcUserInfo(claims);
    }

    private static void put(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }
}
