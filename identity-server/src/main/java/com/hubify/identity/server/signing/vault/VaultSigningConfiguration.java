package com.hubify.identity.server.signing.vault;

import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.vault.VaultSession;
import com.hubify.identity.settings.StartRefused;
import com.nimbusds.jose.JWSAlgorithm;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.vault.core.VaultOperations;

/** Keys in a Vault or OpenBao transit engine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TransitProperties.class)
@ConditionalOnProperty(name = "hubify.identity.signing.provider", havingValue = "vault")
class VaultSigningConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(VaultSigningConfiguration.class);

    /** Without a dot, so that the signature can never be a token's. */
    private static final byte[] TRIAL = "start".getBytes(StandardCharsets.US_ASCII);

    private static final String UNREACHABLE_REMEDY =
            "Check hubify.identity.signing.vault.uri and, if its certificate is of a private authority,"
                    + " hubify.identity.signing.vault.ca-file.";

    @Bean
    KeyCustody keyCustody(
            TransitProperties properties,
            VaultOperations vault,
            VaultSession session,
            KeyRings rings,
            ObjectProvider<MeterRegistry> registry) {
        VaultTransit transit = new VaultTransit(vault, session, properties.mount());
        VaultKeyCustody custody = new VaultKeyCustody(
                transit,
                properties,
                session.timeout().multipliedBy(2),
                registry.getIfAvailable(CompositeMeterRegistry::new));
        tryFirst(
                custody,
                new VaultCapabilities(
                        vault, transit.needs(properties.keys().names().values())),
                rings);
        return custody;
    }

    // If Vault refuses, it is misconfigured, and waiting does not help. If it is unreachable, it will be back; but if
    // no server has ever published keys, its address is probably wrong.
    private static void tryFirst(KeyCustody custody, VaultCapabilities capabilities, KeyRings rings) {
        try {
            custody.algorithms().forEach(algorithm -> tryFirst(custody, algorithm));
            capabilities.require();
            LOG.info("Tokens are signed in Vault");
        } catch (SigningUnavailable e) {
            switch (e.reason()) {
                case FORBIDDEN ->
                    throw refusal(
                            e,
                            "Check hubify.identity.signing.vault.authentication and its credentials, that the policy allows"
                                    + " reading, signing with and rotating the keys, and hubify.identity.signing.vault.mount and"
                                    + " hubify.identity.signing.vault.keys.*: a name that the policy doesn't list is forbidden,"
                                    + " even if there is no such key.");
                case KEY_MISSING ->
                    throw refusal(
                            e,
                            "Check hubify.identity.signing.vault.mount, hubify.identity.signing.vault.keys.es256 (of type"
                                    + " ecdsa-p256), hubify.identity.signing.vault.keys.rs256 (of type rsa-2048) and"
                                    + " hubify.identity.signing.vault.keys.eddsa (of type ed25519).");
                case UNREACHABLE -> {
                    if (!mayHavePublished(rings)) {
                        throw refusal(e, UNREACHABLE_REMEDY);
                    }
                    LOG.warn("Vault is unreachable, trying again: {}. {}", e.getMessage(), UNREACHABLE_REMEDY);
                }
                case SEALED, FAILED ->
                    LOG.warn(
                            "Signing in Vault fails ({}), trying again: {}",
                            e.reason().word(),
                            e.getMessage());
            }
        }
    }

    // True also if this cannot be determined.
    private static boolean mayHavePublished(KeyRings rings) {
        try {
            return rings.read().isPresent();
        } catch (DataAccessException | SigningUnavailable e) {
            return true;
        }
    }

    // Tries to sign, since a policy may allow reading keys but not using them.
    private static void tryFirst(KeyCustody custody, JWSAlgorithm algorithm) {
        List<KeyMaterial> versions = custody.versions(algorithm);
        custody.sign(versions.get(versions.size() - 1).key(), TRIAL);
    }

    private static StartRefused refusal(SigningUnavailable e, String remedy) {
        return new StartRefused("The signing keys can't be used. " + e.getMessage() + ". " + remedy, null, e);
    }
}
