package com.hubify.identity.server.signing.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningKey;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Keys in the transit engine of Vault or OpenBao, which the private halves never leave. Requests to sign that come together
 * share a call.
 */
final class VaultKeyCustody implements KeyCustody {

    private final VaultTransit transit;
    private final Map<JWSAlgorithm, String> names;
    private final int largestBatch;
    private final Duration patience;
    private final UnaryOperator<SigningCall> guard;
    private final Ticker ticker;
    private final Map<String, SigningBatcher> lanes = new ConcurrentHashMap<>();

    /**
     * @param patience how long a request waits for the call that is under way
     * @param guard put around each call to sign
     */
    VaultKeyCustody(
            VaultTransit transit,
            Map<JWSAlgorithm, String> names,
            int largestBatch,
            Duration patience,
            UnaryOperator<SigningCall> guard,
            Ticker ticker) {
        this.transit = transit;
        this.names = Map.copyOf(names);
        this.largestBatch = largestBatch;
        this.patience = patience;
        this.guard = guard;
        this.ticker = ticker;
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
        return lane(key).sign(signingInput);
    }

    @Override
    public void destroyOlderThan(SigningKey key) {
        transit.destroyOlderThan(key);
        lanes.keySet().removeIf(kid -> isOlder(kid, key));
    }

    // A call holds one version of one key, so each has its own lane.
    private SigningBatcher lane(SigningKey key) {
        return lanes.computeIfAbsent(
                key.kid(),
                kid -> new SigningBatcher(
                        new SelfCheck(key, guard.apply(inputs -> transit.sign(key, inputs)), ticker),
                        largestBatch,
                        patience));
    }

    private String name(JWSAlgorithm algorithm) {
        return Objects.requireNonNull(names.get(algorithm), "no key for " + algorithm);
    }

    private static boolean isOlder(String kid, SigningKey key) {
        int version = SigningKey.versionOf(kid, key.name());
        return version > 0 && version < key.version();
    }
}
