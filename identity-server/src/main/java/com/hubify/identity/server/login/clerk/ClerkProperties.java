package com.hubify.identity.server.login.clerk;

import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer Issuer of the Clerk instance that people sign in with, exactly as in its discovery document.
 * @param clientId Client id of the OAuth application in Clerk.
 * @param clientSecret Client secret of the OAuth application in Clerk.
 * @param scopes Scopes requested from Clerk.
 */
@ConfigurationProperties("hubify.identity.login")
record ClerkProperties(
        String issuer,
        String clientId,
        String clientSecret,
        @DefaultValue({"openid", "profile", "email"}) Set<String> scopes) {

    private static final String PREFIX = "hubify.identity.login.";

    ClerkProperties {
        requireText(issuer, "issuer");
        Settings.require(
                WebAddress.isOne(issuer),
                PREFIX + "issuer",
                "must be an http or https URL in ASCII, without user information, query and fragment");
        requireText(clientId, "client-id");
        requireText(clientSecret, "client-secret");
        Settings.require(
                scopes.contains("openid"),
                PREFIX + "scopes",
                "must contain openid: without it Clerk issues no ID token");
    }

    private static void requireText(@Nullable String value, String name) {
        Settings.require(
                value != null && !value.isBlank(),
                PREFIX + name,
                "is missing; copy it from the OAuth application that you create in Clerk");
        Settings.requireResolved(value, PREFIX + name);
    }

    @Override
    public String toString() {
        return "ClerkProperties[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
