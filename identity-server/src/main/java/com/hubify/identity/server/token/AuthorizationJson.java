package com.hubify.identity.server.token;

import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.session.SignInJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authorization as one JSON document. Where a token or the consent state stood, the document holds its digest, written as
 * {@code {sha256}…}; whoever reads a document with a token in hand gets that token back in its place.
 */
final class AuthorizationJson {

    private static final String DIGESTED = "{sha256}";

    /** The kinds of token a grant is found by, and the names they go by in the document. */
    private static final Map<String, Class<? extends OAuth2Token>> TOKENS = Map.of(
            OAuth2ParameterNames.CODE, OAuth2AuthorizationCode.class,
            OAuth2ParameterNames.REFRESH_TOKEN, OAuth2RefreshToken.class,
            OAuth2ParameterNames.DEVICE_CODE, OAuth2DeviceCode.class,
            OAuth2ParameterNames.USER_CODE, OAuth2UserCode.class);

    private final JsonMapper mapper = SignInJson.mapper();

    record Document(
            String id,
            String clientId,
            String principalName,
            String grantType,
            Set<String> scopes,
            String attributes,
            Map<String, Token> tokens) {

        Document {
            Stream.of(id, clientId, principalName, grantType, scopes, attributes, tokens)
                    .forEach(Objects::requireNonNull);
        }
    }

    record Token(
            String value,
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt,
            boolean invalidated,
            @Nullable Set<String> scopes) {}

    String write(OAuth2Authorization authorization) {
        Map<String, Token> tokens = new LinkedHashMap<>();
        TOKENS.forEach((name, type) -> put(tokens, name, authorization.getToken(type)));
        put(tokens, OAuth2ParameterNames.ACCESS_TOKEN, authorization.getAccessToken());
        Map<String, Object> attributes = new LinkedHashMap<>(authorization.getAttributes());
        attributes.computeIfPresent(OAuth2ParameterNames.STATE, (name, state) -> digested((String) state));
        attributes.keySet().removeIf(name -> name.startsWith(RedisAuthorizations.TRANSIENT));
        return mapper.writeValueAsString(new Document(
                authorization.getId(),
                authorization.getRegisteredClientId(),
                authorization.getPrincipalName(),
                authorization.getAuthorizationGrantType().getValue(),
                authorization.getAuthorizedScopes(),
                mapper.writeValueAsString(attributes),
                tokens));
    }

    /** @throws UnreadableDocument if it is damaged, or of a form this release doesn't know */
    Document parse(String json) {
        return UnreadableDocument.orElse(() -> Objects.requireNonNull(mapper.readValue(json, Document.class)));
    }

    /**
     * The authorization that a document describes.
     *
     * @param presented a token or state the reader holds; put back where its digest stands
     * @throws UnreadableDocument if it is damaged, or of a form this release doesn't know
     */
    OAuth2Authorization read(Document document, RegisteredClient client, @Nullable String presented) {
        return UnreadableDocument.orElse(() -> restored(document, client, presented));
    }

    private OAuth2Authorization restored(Document document, RegisteredClient client, @Nullable String presented) {
        UnaryOperator<String> restored = restoring(presented);
        @SuppressWarnings("unchecked")
        Map<String, Object> attributes = mapper.readValue(document.attributes(), Map.class);
        attributes.computeIfPresent(OAuth2ParameterNames.STATE, (name, state) -> restored.apply((String) state));
        OAuth2Authorization.Builder builder = OAuth2Authorization.withRegisteredClient(client)
                .id(document.id())
                .principalName(document.principalName())
                .authorizationGrantType(new AuthorizationGrantType(document.grantType()))
                .authorizedScopes(document.scopes())
                .attributes(all -> all.putAll(attributes));
        document.tokens().forEach((name, token) -> restore(builder, name, token, restored));
        restoreIdToken(builder, document);
        return builder.build();
    }

    /** What stands at rest for a token: its digest, unless it already is one. */
    static String digested(String value) {
        return value.startsWith(DIGESTED) ? value : DIGESTED + RedisKeyspace.digest(value);
    }

    /** The digest alone, of a token or of what stands at rest for it. */
    static String digestOf(String value) {
        return digested(value).substring(DIGESTED.length());
    }

    static boolean isDigested(String value) {
        return value.startsWith(DIGESTED);
    }

    private static UnaryOperator<String> restoring(@Nullable String presented) {
        if (presented == null) {
            return UnaryOperator.identity();
        }
        String digest = DIGESTED + RedisKeyspace.digest(presented);
        return value -> value.equals(digest) ? presented : value;
    }

    private static void put(
            Map<String, Token> tokens, String name, OAuth2Authorization.@Nullable Token<? extends OAuth2Token> held) {
        if (held == null) {
            return;
        }
        OAuth2Token token = held.getToken();
        tokens.put(
                name,
                new Token(
                        digested(token.getTokenValue()),
                        token.getIssuedAt(),
                        token.getExpiresAt(),
                        held.isInvalidated(),
                        token instanceof OAuth2AccessToken access ? access.getScopes() : null));
    }

    private static void restore(
            OAuth2Authorization.Builder builder, String name, Token token, UnaryOperator<String> restored) {
        builder.token(
                token(name, token, restored.apply(token.value())),
                metadata -> metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, token.invalidated()));
    }

    private static OAuth2Token token(String name, Token token, String value) {
        if (name.equals(OAuth2ParameterNames.ACCESS_TOKEN)) {
            return accessToken(token, value);
        }
        Instant issuedAt = Objects.requireNonNull(token.issuedAt());
        Instant expiresAt = Objects.requireNonNull(token.expiresAt());
        return switch (name) {
            case OAuth2ParameterNames.CODE -> new OAuth2AuthorizationCode(value, issuedAt, expiresAt);
            case OAuth2ParameterNames.REFRESH_TOKEN -> new OAuth2RefreshToken(value, issuedAt, expiresAt);
            case OAuth2ParameterNames.DEVICE_CODE -> new OAuth2DeviceCode(value, issuedAt, expiresAt);
            case OAuth2ParameterNames.USER_CODE -> new OAuth2UserCode(value, issuedAt, expiresAt);
            default -> throw new IllegalStateException("unknown token in an authorization: " + name);
        };
    }

    private static OAuth2AccessToken accessToken(Token token, String value) {
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                value,
                token.issuedAt(),
                token.expiresAt(),
                Objects.requireNonNull(token.scopes()));
    }

    /** ID tokens are not kept, but a refresh wants to see that there was one. */
    private static void restoreIdToken(OAuth2Authorization.Builder builder, Document document) {
        Token access = document.tokens().get(OAuth2ParameterNames.ACCESS_TOKEN);
        if (access != null && document.scopes().contains(OidcScopes.OPENID)) {
            builder.token(new OidcIdToken(
                    DIGESTED,
                    access.issuedAt(),
                    access.expiresAt(),
                    Map.of(IdTokenClaimNames.SUB, document.principalName())));
        }
    }
}
