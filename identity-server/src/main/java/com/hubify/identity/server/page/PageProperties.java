package com.hubify.identity.server.page;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

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
        if (!usable) {
            throw new InvalidConfigurationPropertyValueException(
                    "hubify.identity.page.contact", contact, "It must be a mailto: or https: address.");
        }
    }
}
