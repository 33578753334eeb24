package com.hubify.identity.server.grant.document;

import com.hubify.identity.server.grant.document.GrantDocument.Token;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;

/** Tokens in a stored grant, each by its name in the protocol. */
final class TokenJson {

    private static final Map<String, Class<? extends OAuth2Token>> TYPES = Map.of(
            OAuth2ParameterNames.CODE, OAuth2AuthorizationCode.class,
            OAuth2ParameterNames.ACCESS_TOKEN, OAuth2AccessToken.class,
            OAuth2ParameterNames.REFRESH_TOKEN, OAuth2RefreshToken.class,
            OAuth2ParameterNames.DEVICE_CODE, OAuth2DeviceCode.class,
            OAuth2ParameterNames.USER_CODE, OAuth2UserCode.class);

    private TokenJson() {}

    static Map<String, Token> all(OAuth2Authorization authorization) {
        Map<String, Token> tokens = new LinkedHashMap<>();
        TYPES.forEach((name, type) -> {
            OAuth2Authorization.Token<? extends OAuth2Token> held = authorization.getToken(type);
            if (held != null) {
                tokens.put(name, of(held.getToken(), held.isInvalidated()));
            }
        });
        return tokens;
    }

    static OAuth2Token token(String name, Token token, String value) {
        if (name.equals(OAuth2ParameterNames.ACCESS_TOKEN)) {
            Set<String> scopes = new LinkedHashSet<>(Objects.requireNonNull(token.scopes()));
            return new OAuth2AccessToken(
                    OAuth2AccessToken.TokenType.BEARER, value, token.issuedAt(), token.expiresAt(), scopes);
        }
        var issuedAt = Objects.requireNonNull(token.issuedAt());
        var expiresAt = Objects.requireNonNull(token.expiresAt());
        return switch (name) {
            case OAuth2ParameterNames.CODE -> new OAuth2AuthorizationCode(value, issuedAt, expiresAt);
            case OAuth2ParameterNames.REFRESH_TOKEN -> new OAuth2RefreshToken(value, issuedAt, expiresAt);
            case OAuth2ParameterNames.DEVICE_CODE -> new OAuth2DeviceCode(value, issuedAt, expiresAt);
            case OAuth2ParameterNames.USER_CODE -> new OAuth2UserCode(value, issuedAt, expiresAt);
            default -> throw new UnreadableDocument("unknown token type");
        };
    }

    private static Token of(OAuth2Token token, boolean invalidated) {
        @Nullable
        List<String> scopes = token instanceof OAuth2AccessToken access ? List.copyOf(access.getScopes()) : null;
        return new Token(
                AuthorizationJson.digested(token.getTokenValue()),
                token.getIssuedAt(),
                token.getExpiresAt(),
                invalidated,
                scopes);
    }
}
