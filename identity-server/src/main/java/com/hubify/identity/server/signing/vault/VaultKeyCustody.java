package com.hubify.identity.server.signing.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.vault.SigningBatcher.Batch;
import com.hubify.identity.server.signing.vault.SigningBatcher.Request;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys in the transit engine of Vault or OpenBao; private keys never leave it. Concurrent requests to sign share a
 * call.
 */
final class VaultKeyCustody implements KeyCustody {

    private final VaultTransit transit;
    private final Map<JWSAlgorithm, String> names;
    private final int largestBatch;
    private final Duration patience;
    private final DistributionSummary batchSizes;
    private final VaultGuard guard = new VaultGuard();
    private final Map<String, KeyInUse> inUse = new ConcurrentHashMap<>();

    /** A batch is for one version of one key, so each version has its own queue. */
    private record KeyInUse(SigningKey key, SigningBatcher batcher, SelfCheck selfCheck) {}

    /** @param patience how long a request waits for the call in progress */
    VaultKeyCustody(VaultTransit transit, TransitProperties settings, Duration patience, MeterRegistry registry) {
        this.transit = transit;
        this.names = settings.keys().names();
        this.largestBatch = settings.largestBatch();
        this.patience = patience;
        this.batchSizes = DistributionSummary.builder("hubify.signing.batch")
                .description("Signatures requested in one call to Vault")
                .register(registry);
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return names.keySet();
    }

    @Override
    public List<KeyMaterial> versions(JWSAlgorithm algorithm) {
        return transit.versions(name(algorithm), algorithm);
    }

    @Override
    public KeyMaterial addVersion(JWSAlgorithm algorithm) {
        transit.rotate(name(algorithm));
        List<KeyMaterial> versions = versions(algorithm);
        return versions.get(versions.size() - 1);
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        KeyInUse used = inUse.computeIfAbsent(
                key.kid(),
                kid -> new KeyInUse(
                        key, new SigningBatcher(largestBatch, patience), new SelfCheck(key, Ticker.systemTicker())));
        Request mine = used.batcher().enter(signingInput);
        if (used.batcher().awaitTurn(mine)) {
            try (Batch batch = used.batcher().take()) {
                sign(used, batch);
            }
        }
        return mine.signature();
    }

    @Override
    public void destroyOlderThan(SigningKey key) {
        transit.destroyOlderThan(key);
        inUse.keySet().removeIf(kid -> isOlder(kid, key));
    }

    private void sign(KeyInUse used, Batch batch) {
        List<byte[]> inputs = batch.inputs();
        batchSizes.record(inputs.size());
        try {
            List<SigningOutcome> outcomes = guard.call(() -> transit.sign(used.key(), inputs));
            used.selfCheck().verify(inputs, outcomes);
            batch.complete(outcomes);
        } catch (SigningUnavailable e) {
            batch.fail(e);
        }
    }

    private String name(JWSAlgorithm algorithm) {
        return Objects.requireNonNull(names.get(algorithm), "no key for " + algorithm);
    }

    private static boolean isOlder(String kid, SigningKey key) {
        int version = SigningKey.versionOf(kid, key.name());
        return version > 0 && version < key.version();
    }
}
