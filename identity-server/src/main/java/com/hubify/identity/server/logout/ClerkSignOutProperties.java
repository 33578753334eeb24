package com.hubify.identity.server.logout;

import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param signOutUri Page that ends Clerk's session of the browser, and then leads to the address in its parameter
 *     redirect_url.
 */
@ConfigurationProperties("hubify.identity.login")
record ClerkSignOutProperties(@Nullable String signOutUri) {

    private static final String NAME = "hubify.identity.login.sign-out-uri";

    ClerkSignOutProperties {
        Settings.requireResolved(signOutUri, NAME);
        Settings.require(
                signOutUri == null || signOutUri.isEmpty() || WebAddress.isOne(signOutUri),
                NAME,
                "must be an http or https URL in ASCII, without user information, query and fragment");
    }
}
