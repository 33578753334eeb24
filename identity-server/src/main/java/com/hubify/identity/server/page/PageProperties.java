package com.hubify.identity.server.page;

import com.hubify.identity.settings.Settings;
import java.net.URI;
import java.util.List;
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
        boolean usable = "mailto".equals(contact.getScheme())
                || List.of("http", "https").contains(String.valueOf(contact.getScheme())) && contact.getHost() != null;
        Settings.require(usable, "hubify.identity.page.contact", "must be a mailto: or https: address");
    }
}
