package com.hubify.identity.server.page;

import com.hubify.identity.settings.Settings;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param contact How people reach the operators: a mailto: or https: URI. Pages show it with errors, and where something
 *     should be reported at once.
 */
@ConfigurationProperties("hubify.identity.page")
record PageProperties(
        @DefaultValue("mailto:security@hubify.com") URI contact) {

    PageProperties {
        // Not http: an attacker on the network could redirect people who need help.
        boolean usable = "mailto".equals(contact.getScheme())
                        && contact.getSchemeSpecificPart().contains("@")
                || "https".equals(contact.getScheme()) && contact.getHost() != null && contact.getRawUserInfo() == null;
        Settings.require(
                usable,
                "hubify.identity.page.contact",
                "must be a mailto: URI, or an https: URL without user information");
    }
}
