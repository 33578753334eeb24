package com.hubify.identity.server.signing;

import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs with keys in the transit engine of Vault or OpenBao, which the private halves never leave; requests that come
 * together share a call. The public halves are read in the background, by {@link #refreshIfDue}; while that fails, the last known ones stay.
 */
final class VaultSigningKeys implements SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(VaultSigningKeys.class);

    private final VaultTransit transit;
    private final Map<JWSAlgorithm, String> names;
    private final Clock clock;
    private final SigningProperties.Vault settings;
    private final Map<String, SigningLane> lanes = new ConcurrentHashMap<>();

    private volatile @Nullable KnownKeys known;
    private volatile @Nullable SigningUnavailable trouble;
    private volatile Instant due = Instant.MIN;

    VaultSigningKeys(
            VaultTransit transit, Map<JWSAlgorithm, String> names, Clock clock, SigningProperties.Vault settings) {
        this.transit = transit;
        this.names = Map.copyOf(names);
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public SigningKey current(JWSAlgorithm algorithm) {
        if (!names.containsKey(algorithm)) {
            throw new IllegalArgumentException("there is no key for " + algorithm);
        }
        return known().current(algorithm)
                .orElseThrow(() -> new SigningUnavailable(Reason.KEY_MISSING, "there is no key for " + algorithm));
    }

    @Override
    public JWKSet published() {
        return known().published();
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        try {
            return lane(key).sign(signingInput);
        } catch (SigningUnavailable e) {
            if (e.reason() == Reason.KEY_MISSING || e.reason() == Reason.FAILED) {
                // The version may be gone: look for its successor now.
                due = Instant.MIN;
            }
            throw e;
        }
    }

    /**
     * Reads the keys again, all or none: a key left out would have its tokens refused.
     *
     * @throws SigningUnavailable if one of them can't be read; the last known ones stay
     */
    void refresh() {
        List<SigningKey> keys = new ArrayList<>();
        names.forEach((algorithm, name) -> keys.addAll(transit.versions(name, algorithm)));
        known = new KnownKeys(keys);
        due = clock.instant().plus(settings.refresh());
    }

    /** To be called every second or so: reads the keys when it is time to, or when the last reading failed. */
    void refreshIfDue() {
        if (clock.instant().isBefore(due)) {
            return;
        }
        try {
            refresh();
            if (trouble != null) {
                LOG.info("The signing keys can be read from Vault again");
            }
            trouble = null;
        } catch (SigningUnavailable e) {
            report(e);
        }
    }

    /** Remembers why the keys can't be read, and says so once. */
    void report(SigningUnavailable e) {
        due = Instant.MIN;
        if (trouble == null || trouble.reason() != e.reason()) {
            LOG.warn("The signing keys can't be read ({}), trying again: {}", e.reason(), e.getMessage());
        }
        trouble = e;
    }

    // A call holds one version of one key, so each has its own lane.
    private SigningLane lane(SigningKey key) {
        return lanes.computeIfAbsent(
                key.kid(),
                kid -> new SigningLane(
                        inputs -> transit.sign(key, inputs),
                        settings.largestBatch(),
                        settings.timeout().multipliedBy(2)));
    }

    private KnownKeys known() {
        KnownKeys keys = known;
        if (keys == null) {
            SigningUnavailable why = trouble;
            throw new SigningUnavailable(
                    why == null ? Reason.UNREACHABLE : why.reason(), "the signing keys have not been read yet", why);
        }
        return keys;
    }
}
