package com.hubify.identity.server;

import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param issuer Issuer of every token: an http or https URL without a trailing slash, under which browsers and services
 *     reach the server.
 */
@ConfigurationProperties("hubify.identity")
record IssuerProperties(String issuer) {

    private static final String ISSUER = "hubify.identity.issuer";

    IssuerProperties {
        Settings.require(
                issuer != null && !issuer.isBlank(),
                ISSUER,
                "is missing; set it to the URL under which browsers and services reach this server");
        Settings.require(
                WebAddress.isOne(issuer) && !issuer.endsWith("/"),
                ISSUER,
                "must be an http or https URL in ASCII, without user information, query, fragment and trailing slash");
    }
}
