package com.hubify.identity.server.client;

import com.hubify.identity.protocol.Scopes;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Settings of a client that Spring's authorization server does not know, kept among its own. */
public final class HubifyClientSettings {

    static final String DEFAULT_SCOPES = "hubify.default-scopes";
    static final String INTROSPECTION = "hubify.introspection";

    private HubifyClientSettings() {}

    /** Scopes of a request that names none (RFC 6749, section 3.3). */
    public static Set<String> defaultScopes(RegisteredClient client) {
        Object scopes = client.getClientSettings().getSetting(DEFAULT_SCOPES);
        return scopes == null ? Set.of() : parse(scopes.toString()).values();
    }

    /** Whether the client may ask what a credential is worth (RFC 7662, section 2.1). */
    public static boolean mayIntrospect(RegisteredClient client) {
        return Boolean.TRUE.equals(client.getClientSettings().getSetting(INTROSPECTION));
    }

    /** What the client was registered for. */
    public static Scopes scopes(RegisteredClient client) {
        return Scopes.parse(client.getScopes()).orElseThrow();
    }

    private static Scopes parse(String scopes) {
        return Objects.requireNonNull(Scopes.parse(scopes).orElse(null), "scopes were checked at registration");
    }
}
