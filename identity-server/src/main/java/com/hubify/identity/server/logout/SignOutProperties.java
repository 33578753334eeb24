package com.hubify.identity.server.logout;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param signOutsPerClient How many sign-outs of one person a client may request in a day without the person being asked.
 */
@ConfigurationProperties("hubify.identity.session")
record SignOutProperties(@DefaultValue("20") int signOutsPerClient) {

    SignOutProperties {
        Settings.requirePositive(signOutsPerClient, "hubify.identity.session.sign-outs-per-client");
    }
}
