package com.hubify.identity.resource.keys;

import com.hubify.identity.clerk.BackendApiKeys;
import com.hubify.identity.clerk.ClerkInstance;
import com.hubify.identity.clerk.PublicKeyPem;
import com.hubify.identity.keys.KeySource;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.settings.ClerkProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Where a service has Clerk's keys from: a PEM, an address, the Backend API, or what the instance publishes; the first that is
 * set. Clerk's own environment variables count where no property does, and not for a simulator: they are of a real instance.
 */
public final class ClerkKeys {

    private static final String PEM_VARIABLE = "CLERK_JWT_KEY";
    private static final String SECRET_VARIABLE = "CLERK_SECRET_KEY";
    private static final URI API = URI.create("https://api.clerk.com");

    private ClerkKeys() {}

    /** Null if no tokens of Clerk are accepted. */
    public static @Nullable KeySource of(
            ClerkProperties properties, Environment environment, IssuerConnection connection) {
        String issuer = properties.issuer();
        if (issuer == null) {
            return null;
        }
        IssuerMetadata open =
                new IssuerMetadata("hubify.resource.clerk.issuer", issuer, properties.jwkSetUri(), null, connection);
        if (properties.jwtKey() != null) {
            return PublicKeyPem.parse(issuer, "hubify.resource.clerk.jwt-key", properties.jwtKey());
        }
        if (properties.jwkSetUri() != null) {
            return open;
        }
        if (properties.secretKey() != null) {
            return backend(properties, issuer, properties.secretKey().reveal(), open, connection);
        }
        if (ClerkInstance.isOnThisMachine(issuer)) {
            return open;
        }
        String pem = environment.getProperty(PEM_VARIABLE, "");
        if (!pem.isBlank()) {
            return PublicKeyPem.parse(issuer, PEM_VARIABLE, pem);
        }
        String secret = environment.getProperty(SECRET_VARIABLE, "");
        return secret.isBlank() ? open : backend(properties, issuer, secret, open, connection);
    }

    private static KeySource backend(
            ClerkProperties properties, String issuer, String secret, KeySource open, IssuerConnection connection) {
        URI local = ClerkInstance.isOnThisMachine(issuer) ? URI.create(issuer) : API;
        URI api = properties.apiUrl() == null ? local : properties.apiUrl();
        return new BackendApiKeys(api, secret, open, connection::get);
    }
}
