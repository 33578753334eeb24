package com.hubify.identity.server.client;

import com.hubify.identity.protocol.Scopes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Hubify's own client settings, stored among Spring's {@code ClientSettings}. */
public final class HubifyClientSettings {

    static final String DEFAULT_SCOPES = "hubify.default-scopes";
    static final String INTROSPECTION = "hubify.introspection";
    static final String ID_TOKEN_CLAIMS = "hubify.id-token-claims";
    static final String ID_TOKEN_ALGORITHM = "hubify.id-token-algorithm";
    static final String LOGO_URI = "hubify.logo-uri";
    static final String POLICY_URI = "hubify.policy-uri";
    static final String CLIENT_URI = "hubify.client-uri";

    /** RFC 8037, section 3.1. Spring's own list lacks it. */
    private static final JwsAlgorithm EDDSA = () -> "EdDSA";

    private HubifyClientSettings() {}

    /** Scopes of a request that names none (RFC 6749, section 3.3). */
    public static Set<String> defaultScopes(RegisteredClient client) {
        Object scopes = client.getClientSettings().getSetting(DEFAULT_SCOPES);
        return scopes == null ? Set.of() : parse(scopes.toString()).values();
    }

    /**
     * The error for a client that introspects an API key, valid or not, without permission. Not {@code active: false}: a
     * service whose client lacks the setting would refuse all its callers, with no sign of the cause.
     */
    public static OAuth2AuthenticationException introspectionRefused() {
        return new OAuth2AuthenticationException(new OAuth2Error(
                OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
                "The client may not introspect API keys: its registration lacks introspection: true.",
                "https://www.rfc-editor.org/rfc/rfc7662#section-4"));
    }

    /** Whether the client may introspect credentials of others (RFC 7662, section 2.1). */
    public static boolean mayIntrospect(RegisteredClient client) {
        return Boolean.TRUE.equals(client.getClientSettings().getSetting(INTROSPECTION));
    }

    /**
     * The client's {@code id_token_signed_response_alg}, RS256 by default (OpenID Connect Dynamic Client Registration,
     * section 2).
     */
    public static JwsAlgorithm idTokenAlgorithm(RegisteredClient client) {
        Object algorithm = client.getClientSettings().getSetting(ID_TOKEN_ALGORITHM);
        return algorithm(String.valueOf(algorithm)).orElse(SignatureAlgorithm.RS256);
    }

    /** Scopes whose claims the client's ID tokens contain if they were granted: {@code profile}, {@code email}. */
    public static Set<String> idTokenClaims(RegisteredClient client) {
        Object scopes = client.getClientSettings().getSetting(ID_TOKEN_CLAIMS);
        return scopes == null ? Set.of() : parse(scopes.toString()).values();
    }

    /** What the client is shown by besides its name. */
    public static ClientLinks links(RegisteredClient client) {
        return new ClientLinks(text(client, LOGO_URI), text(client, POLICY_URI), text(client, CLIENT_URI));
    }

    private static @Nullable String text(RegisteredClient client, String name) {
        Object value = client.getClientSettings().getSetting(name);
        return value == null ? null : value.toString();
    }

    /** An algorithm that ID tokens may be signed with. */
    static Optional<JwsAlgorithm> algorithm(String name) {
        return Stream.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, EDDSA)
                .filter(known -> known.getName().equals(name))
                .findFirst();
    }

    /** The client's registration. */
    public static Scopes scopes(RegisteredClient client) {
        return Scopes.parse(client.getScopes()).orElseThrow();
    }

    private static Scopes parse(String scopes) {
        return Objects.requireNonNull(Scopes.parse(scopes).orElse(null), "scopes were checked at registration");
    }
}
