package com.hubify.identity.server.signing.local;

import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.settings.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Private keys in a file: only for the profile {@code local}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalProperties.class)
@ConditionalOnProperty(name = "hubify.identity.signing.provider", havingValue = "local")
class LocalSigningConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(LocalSigningConfiguration.class);

    @Bean
    KeyCustody keyCustody(LocalProperties properties, Environment environment, Clock clock) {
        if (!environment.acceptsProfiles(Profiles.of("local"))) {
            throw Settings.invalid(
                    "hubify.identity.signing.provider",
                    "is local, which keeps private keys in a file and is for the profile 'local' only",
                    "Set it to vault, and hubify.identity.signing.vault.uri.");
        }
        if (properties.file() == null) {
            throw Settings.invalid(
                    "hubify.identity.signing.local.file",
                    "is missing; set it to the file that is to hold the local signing keys");
        }
        LocalKeyFile file = new LocalKeyFile(properties.file());
        KeyCustody custody =
                new LocalKeyCustody(file, new LocalKeys(new SecureRandom(), clock), LocalSigners.fastest());
        LOG.warn(
                "TOKENS ARE SIGNED WITH PRIVATE KEYS FROM THE FILE {}: anyone who can read it can sign as this server. For development only.",
                file);
        return custody;
    }
}
