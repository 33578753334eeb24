package com.hubify.identity.server.signing;

import com.hubify.identity.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param provider Where the private keys are: a Vault or OpenBao transit engine, or a local file for laptops.
 */
@ConfigurationProperties("hubify.identity.signing")
record SigningProperties(KeyProvider provider) {

    SigningProperties {
        Settings.require(
                provider != null,
                "hubify.identity.signing.provider",
                "is missing; set it to vault, or on a laptop, with the profile local, to local");
    }
}
