package com.hubify.identity.server.clerk.backend;

import com.hubify.identity.protocol.Loopback;
import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param secretKey Secret key of the Clerk instance, sk_test_… or sk_live_…. Without it, Clerk's Backend API is not used.
 * @param apiUrl Address of Clerk's Backend API.
 */
@ConfigurationProperties("hubify.identity.clerk")
record ClerkBackendProperties(
        @Nullable String secretKey,
        @DefaultValue("https://api.clerk.com") URI apiUrl) {

    private static final String PREFIX = "hubify.identity.clerk.";

    // A header's value: a line break in it would begin another header.
    private static final Pattern SECRET_KEY = Pattern.compile("sk_(test|live)_[!-~]{1,200}");

    ClerkBackendProperties {
        Settings.requireResolved(secretKey, PREFIX + "secret-key");
        Settings.require(
                secretKey == null
                        || secretKey.isBlank()
                        || SECRET_KEY.matcher(secretKey).matches(),
                PREFIX + "secret-key",
                "must be a secret key of Clerk, which begins with sk_test_ or sk_live_; copy it from Clerk's dashboard, API keys");
        Settings.require(
                WebAddress.isOne(apiUrl) && (apiUrl.getScheme().equals("https") || Loopback.isHost(apiUrl.getHost())),
                PREFIX + "api-url",
                "must be an https URL, or an http one of this machine: the secret key is sent there");
    }

    /** Empty if the Backend API is not used. */
    Optional<ClerkSecretKey> key() {
        return secretKey == null || secretKey.isBlank() ? Optional.empty() : Optional.of(new ClerkSecretKey(secretKey));
    }

    @Override
    public String toString() {
        return "ClerkBackendProperties[secretKey="
                + key().map(ClerkSecretKey::toString).orElse("none") + ", apiUrl=" + apiUrl + "]";
    }
}
