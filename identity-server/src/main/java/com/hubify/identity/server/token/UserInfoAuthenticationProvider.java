package com.hubify.identity.server.token;

import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.account.Account;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.account.PersonClaims;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The UserInfo endpoint: claims by the scopes of the access token. Spring's provider looks the token up, and so refuses
 * those that a refresh has replaced; here the verified token itself is used.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core, section 5.3</a>
 */
class UserInfoAuthenticationProvider implements AuthenticationProvider {

    private final Accounts accounts;

    UserInfoAuthenticationProvider(Accounts accounts) {
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
        Account account = find(new AccountId(
                        Objects.requireNonNull(bearer.getToken().getSubject())))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN));
        return new OidcUserInfoAuthenticationToken(bearer, describe(account, scopes, bearer.getToken()));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OidcUserInfoAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Optional<Account> find(AccountId id) {
        try {
            return accounts.find(id);
        } catch (DataAccessException away) {
            // Spring's filter would report it as an invalid token.
            throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.SERVER_ERROR), away);
        }
    }

    /** The organization is the token's: at another application the person may act for another. */
    private static OidcUserInfo describe(Account account, Set<String> scopes, Jwt token) {
        Map<String, Object> claims = new LinkedHashMap<>(PersonClaims.of(account, scopes));
        if (scopes.contains(OidcScopes.PROFILE)) {
            Stream.of(TokenClaims.ORGANIZATION, TokenClaims.ORGANIZATION_ROLE)
                    .filter(token::hasClaim)
                    .forEach(name -> claims.put(name, token.getClaimAsString(name)));
        }
        claims.put(StandardClaimNames.SUB, account.id().value());
        return new OidcUserInfo(claims);
    }
}
