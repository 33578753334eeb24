package com.hubify.identity.server.grant.document;

import com.hubify.identity.protocol.Sha256;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.grant.document.GrantDocument.SignIn;
import com.hubify.identity.server.grant.document.GrantDocument.Token;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.UnreadableDocument;
import com.hubify.identity.server.session.SignInAuthentication;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import tools.jackson.databind.JsonNode;

/**
 * An authorization as one JSON document. In place of a token or the consent state, the document has its digest, written as
 * {@code {sha256}…}; a reader that presents a token gets that token back in its place.
 *
 * <p>Spring names attributes by its classes; the document has names of its own. An attribute without one can't be stored.
 */
public final class AuthorizationJson {

    /** Attributes that travel with an authorization from reading to saving, and are never stored. */
    public static final String TRANSIENT = "hubify.transient.";

    /** The id of the organization for which the person acts. */
    public static final String ORGANIZATION = "hubify.organization";

    private static final String DIGESTED = "{sha256}";
    private static final String PRINCIPAL = Principal.class.getName();
    private static final String REQUEST = OAuth2AuthorizationRequest.class.getName();
    private static final Set<String> ATTRIBUTES =
            Set.of(PRINCIPAL, REQUEST, OAuth2ParameterNames.STATE, OAuth2ParameterNames.SCOPE, ORGANIZATION);

    private AuthorizationJson() {}

    public static String write(OAuth2Authorization authorization) {
        authorization.getAttributes().keySet().stream()
                .filter(name -> !name.startsWith(TRANSIENT) && !ATTRIBUTES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException(
                            "the attribute " + name + " can't be stored in a grant: no name is defined for it");
                });
        SignInAuthentication signIn = authorization.getAttribute(PRINCIPAL);
        OAuth2AuthorizationRequest asked = authorization.getAttribute(REQUEST);
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        Set<String> deviceScopes = authorization.getAttribute(OAuth2ParameterNames.SCOPE);
        String organization = authorization.getAttribute(ORGANIZATION);
        return RedisJson.write(new GrantDocument(
                GrantDocument.FORM,
                authorization.getId(),
                authorization.getRegisteredClientId(),
                authorization.getPrincipalName(),
                authorization.getAuthorizationGrantType().getValue(),
                List.copyOf(authorization.getAuthorizedScopes()),
                signIn == null ? null : stored(signIn),
                asked == null ? null : AskedJson.of(asked),
                state == null ? null : digested(state),
                deviceScopes == null ? null : List.copyOf(deviceScopes),
                TokenJson.all(authorization),
                organization));
    }

    /**
     * The authorization that a document describes; empty if its client no longer exists.
     *
     * @param clients finds a client by its id
     * @param presented a token or state of the reader, which replaces its digest
     * @throws UnreadableDocument if it is damaged, or of a form this release doesn't know
     */
    public static Optional<OAuth2Authorization> read(
            String json, Function<String, @Nullable RegisteredClient> clients, @Nullable String presented) {
        GrantDocument document = document(json);
        return Optional.ofNullable(clients.apply(document.clientId()))
                .map(client -> UnreadableDocument.reading(() -> authorization(document, client, restoring(presented))));
    }

    private static GrantDocument document(String json) {
        JsonNode tree = RedisJson.tree(json);
        return RedisJson.read(FormerGrants.isOne(tree) ? FormerGrants.translated(tree) : tree, GrantDocument.class);
    }

    private static OAuth2Authorization authorization(
            GrantDocument document, RegisteredClient client, UnaryOperator<String> restored) {
        OAuth2Authorization.Builder builder = OAuth2Authorization.withRegisteredClient(client)
                .id(document.id())
                .principalName(document.principalName())
                .authorizationGrantType(new AuthorizationGrantType(document.grantType()))
                .authorizedScopes(new LinkedHashSet<>(document.scopes()))
                .attributes(all -> all.putAll(attributes(document, restored)));
        document.tokens()
                .forEach((name, token) -> builder.token(
                        TokenJson.token(name, token, restored.apply(token.value())),
                        metadata -> metadata.put(
                                OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, token.invalidated())));
        restoreIdToken(builder, document);
        return builder.build();
    }

    private static SignIn stored(SignInAuthentication signIn) {
        return new SignIn(signIn.account().value(), signIn.sessionId(), signIn.signedInAt(), signIn.authenticatedAt());
    }

    private static Map<String, Object> attributes(GrantDocument document, UnaryOperator<String> restored) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        SignIn signIn = document.signIn();
        if (signIn != null) {
            attributes.put(
                    PRINCIPAL,
                    new SignInAuthentication(
                            new AccountId(signIn.account()),
                            signIn.sessionId(),
                            signIn.signedInAt(),
                            signIn.authenticatedAt()));
        }
        if (document.asked() != null) {
            attributes.put(REQUEST, AskedJson.request(document.asked()));
        }
        if (document.state() != null) {
            attributes.put(OAuth2ParameterNames.STATE, restored.apply(document.state()));
        }
        if (document.organization() != null) {
            attributes.put(ORGANIZATION, document.organization());
        }
        if (document.deviceScopes() != null) {
            attributes.put(OAuth2ParameterNames.SCOPE, new LinkedHashSet<>(document.deviceScopes()));
        }
        return attributes;
    }

    /** The stored form of a token: its digest, unless it already is one. */
    public static String digested(String value) {
        return value.startsWith(DIGESTED) ? value : DIGESTED + Sha256.base64Url(value);
    }

    /** The digest alone, of a token or of its stored form. */
    public static String digestOf(String value) {
        return digested(value).substring(DIGESTED.length());
    }

    public static boolean isDigested(String value) {
        return value.startsWith(DIGESTED);
    }

    private static UnaryOperator<String> restoring(@Nullable String presented) {
        if (presented == null) {
            return UnaryOperator.identity();
        }
        String digest = DIGESTED + Sha256.base64Url(presented);
        return value -> value.equals(digest) ? presented : value;
    }

    /** ID tokens are not stored, but Spring's refresh expects one. */
    private static void restoreIdToken(OAuth2Authorization.Builder builder, GrantDocument document) {
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
