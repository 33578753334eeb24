package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.settings.Settings;
import com.nimbusds.jose.JWSAlgorithm;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param mount Path of the transit engine.
 * @param keys Names of the transit keys.
 * @param largestBatch Largest number of signatures to request in one call.
 */
@ConfigurationProperties("hubify.identity.signing.vault")
record TransitProperties(
        @DefaultValue("transit") String mount,
        @DefaultValue Keys keys,
        @DefaultValue("64") int largestBatch) {

    TransitProperties {
        Settings.require(
                largestBatch >= 1 && largestBatch <= 1000,
                "hubify.identity.signing.vault.largest-batch",
                "must be from 1 to 1000");
    }

    /**
     * @param es256 Name of the transit key, of type ecdsa-p256, that signs access tokens and most ID tokens.
     * @param rs256 Name of the transit key, of type rsa-2048 or larger, for clients that require RS256.
     * @param eddsa Name of the transit key, of type ed25519, for clients that require EdDSA.
     */
    record Keys(
            @DefaultValue("hubify-es256") String es256,
            @DefaultValue("hubify-rs256") String rs256,
            @DefaultValue("hubify-eddsa") String eddsa) {

        Keys {
            requireName("es256", es256);
            requireName("rs256", rs256);
            requireName("eddsa", eddsa);
        }

        Map<JWSAlgorithm, String> names() {
            return Map.of(JWSAlgorithm.ES256, es256, JWSAlgorithm.RS256, rs256, JWSAlgorithm.EdDSA, eddsa);
        }

        private static void requireName(String property, String name) {
            Settings.require(
                    SigningKey.isName(name),
                    "hubify.identity.signing.vault.keys." + property,
                    "must be up to 100 letters, digits, dots, hyphens and underscores");
        }
    }
}
