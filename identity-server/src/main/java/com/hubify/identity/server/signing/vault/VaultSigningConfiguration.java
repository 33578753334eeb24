package com.hubify.identity.server.signing;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.JWSAlgorithm;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.core.VaultTemplate;

/** Keys in a Vault or OpenBao transit engine. Imported, see {@link SigningConfiguration}. */
@ConditionalOnProperty(name = "hubify.identity.signing.provider", havingValue = "vault")
class VaultSigningConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(VaultSigningConfiguration.class);

    /** Has no dot in it, so the signature can't be made into a token's. */
    private static final byte[] TRIAL = "start".getBytes(StandardCharsets.US_ASCII);

    private static final String UNREACHABLE_REMEDY =
            "Check hubify.identity.signing.vault.uri and, where its certificate is not of an authority that every platform"
                    + " trusts, hubify.identity.signing.vault.ca-file.";

    /** For this package alone: what others schedule isn't to queue behind a Vault that doesn't answer. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskScheduler vaultScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(2);
        scheduler.setDaemon(true);
        scheduler.setThreadNamePrefix("vault-");
        return scheduler;
    }

    @Bean
    VaultConnection vaultConnection(SigningProperties properties) {
        return new VaultConnection(properties.vault());
    }

    @Bean
    VaultSession vaultSession(
            SigningProperties properties,
            VaultConnection connection,
            @Qualifier("vaultScheduler") TaskScheduler scheduler,
            Clock clock) {
        var login = VaultLogin.by(properties.vault(), connection.withoutLogin());
        Duration patience = properties.vault().timeout();
        return new VaultSession(login, scheduler, connection.withoutLogin(), clock, patience);
    }

    @Bean
    KeyCustody keyCustody(
            SigningProperties properties,
            VaultConnection connection,
            VaultSession session,
            KeyRings rings,
            ObjectProvider<MeterRegistry> registry) {
        SigningProperties.Vault settings = properties.vault();
        VaultOperations vault = new VaultTemplate(connection.builder(), session);
        VaultTransit transit = new VaultTransit(vault, session, settings.mount());
        Map<JWSAlgorithm, String> names = Map.of(
                JWSAlgorithm.ES256, settings.keys().es256(),
                JWSAlgorithm.RS256, settings.keys().rs256(),
                JWSAlgorithm.EdDSA, settings.keys().eddsa());
        VaultKeyCustody custody = new VaultKeyCustody(
                transit,
                names,
                settings,
                measured(new VaultGuard(), registry.getIfAvailable(CompositeMeterRegistry::new)),
                Ticker.systemTicker());
        tryFirst(custody, new VaultCapabilities(vault, transit.needs(names.values())), rings);
        return custody;
    }

    private static UnaryOperator<SigningCall> measured(VaultGuard guard, MeterRegistry registry) {
        DistributionSummary batches = DistributionSummary.builder("hubify.signing.batch")
                .description("Signatures asked for in one call to Vault")
                .register(registry);
        return call -> {
            SigningCall guarded = guard.apply(call);
            return inputs -> {
                batches.record(inputs.size());
                return guarded.sign(inputs);
            };
        };
    }

    // A Vault that says no has been set up wrongly, and waiting won't help. One that is away will come back, and what
    // is
    // published is known meanwhile; unless no server has ever seen it, for then its address is wrong most likely.
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
                                    + " hubify.identity.signing.vault.keys.*: of names that the policy doesn't list, Vault says"
                                    + " forbidden even if there is nothing.");
                case KEY_MISSING ->
                    throw refusal(
                            e,
                            "Check hubify.identity.signing.vault.mount, hubify.identity.signing.vault.keys.es256 (of type"
                                    + " ecdsa-p256), hubify.identity.signing.vault.keys.rs256 (of type rsa-2048) and"
                                    + " hubify.identity.signing.vault.keys.eddsa (of type ed25519).");
                case UNREACHABLE -> {
                    if (isFirstStart(rings)) {
                        throw refusal(e, UNREACHABLE_REMEDY);
                    }
                    LOG.warn("Vault can't be reached yet: {}. {}", e.getMessage(), UNREACHABLE_REMEDY);
                }
                case SEALED, FAILED -> LOG.warn("Vault can't be asked yet ({}): {}", e.reason(), e.getMessage());
            }
        }
    }

    private static boolean isFirstStart(KeyRings rings) {
        try {
            return rings.read().isEmpty();
        } catch (DataAccessException e) {
            return false; // Nobody knows: both are away.
        }
    }

    // By signing, since a policy may let it read keys and not use them.
    private static void tryFirst(KeyCustody custody, JWSAlgorithm algorithm) {
        List<KeptKey> versions = custody.versions(algorithm);
        custody.sign(versions.get(versions.size() - 1).key(), TRIAL);
    }

    private static SigningMisconfigured refusal(SigningUnavailable e, String remedy) {
        return new SigningMisconfigured("The signing keys can't be used. " + e.getMessage() + ". " + remedy, e);
    }
}
