package com.hubify.identity.server.page;

import com.hubify.identity.settings.Settings;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param contact Where people reach those who run this server: a mailto: or https: address. Pages show it where something went
 *     wrong or should be reported at once.
 */
@ConfigurationProperties("hubify.identity.page")
record PageProperties(
        @DefaultValue("mailto:security@hubify.com") URI contact) {

    PageProperties {
        // A person in trouble follows it: over http, anybody on the way could send them elsewhere.
        boolean usable = "mailto".equals(contact.getScheme())
                        && contact.getSchemeSpecificPart().contains("@")
                || "https".equals(contact.getScheme()) && contact.getHost() != null && contact.getRawUserInfo() == null;
        Settings.require(
                usable,
                "hubify.identity.page.contact",
                "must be a mailto: URI, or an https: URL without user information");
    }
}
