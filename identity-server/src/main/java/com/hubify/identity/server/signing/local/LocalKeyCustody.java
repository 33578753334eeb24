package com.hubify.identity.server.signing.local;

import com.hubify.identity.server.signing.KeyCustody;
import com.hubify.identity.server.signing.KeyMaterial;
import com.hubify.identity.server.signing.SigningKey;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.server.signing.local.LocalKeys.LocalKey;
import com.hubify.identity.settings.Settings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.util.Base64URL;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Signs in this process with private keys from a file: for development and tests. Anyone who can read the file, or the
 * memory of this process, can sign as this server.
 */
final class LocalKeyCustody implements KeyCustody {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.copyOf(SigningKeys.ALGORITHMS);

    private record Held(LocalKey local, JWSSigner signer) {}

    private final LocalKeyFile file;
    private final LocalKeys keys;
    private final LocalSigners signers;
    private volatile Map<String, Held> held = Map.of();

    /**
     * Loads the keys from a file, which is created if it does not exist.
     *
     * @throws InvalidConfigurationPropertyValueException if others can read the file, it can't be written, or its keys are not
     *     usable
     */
    LocalKeyCustody(LocalKeyFile file, LocalKeys keys, LocalSigners signers) {
        this.file = file;
        this.keys = keys;
        this.signers = signers;
        try {
            update(keys::complete);
        } catch (UncheckedIOException e) {
            throw Settings.invalid(
                    LocalKeyFile.PROPERTY, "must name a file that this server may write: " + e.getMessage());
        }
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public List<KeyMaterial> versions(JWSAlgorithm algorithm) {
        return take(file::read).values().stream()
                .map(it -> it.local().kept())
                .filter(kept -> kept.key().algorithm().equals(algorithm))
                .toList();
    }

    @Override
    public KeyMaterial addVersion(JWSAlgorithm algorithm) {
        update(json -> keys.withNext(json, algorithm));
        List<KeyMaterial> versions = versions(algorithm);
        return versions.get(versions.size() - 1);
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        Held known = held.get(key.kid());
        // Another process may have created it; then it is in the file.
        Held one = known == null ? take(file::read).get(key.kid()) : known;
        if (one == null) {
            throw new SigningUnavailable(Reason.KEY_MISSING, "there is no key " + key.kid());
        }
        return sign(one, signingInput);
    }

    @Override
    public void destroyOlderThan(SigningKey key) {
        update(json -> LocalKeys.withoutOlderThan(key, json));
    }

    private static Base64URL sign(Held held, byte[] signingInput) {
        SigningKey key = held.local().key();
        try {
            return held.signer().sign(new JWSHeader(key.algorithm()), signingInput);
        } catch (JOSEException e) {
            throw new SigningUnavailable(Reason.FAILED, "can't sign with " + key.kid(), e);
        }
    }

    private void update(UnaryOperator<String> change) {
        take(() -> file.update(LocalKeys.NONE, change));
    }

    private Map<String, Held> take(Supplier<String> json) {
        try {
            Map<String, Held> all = new LinkedHashMap<>();
            for (LocalKey local : LocalKeys.parse(json.get())) {
                Held before = held.get(local.key().kid());
                all.put(local.key().kid(), isSame(before, local) ? before : checked(local));
            }
            held = all;
            return all;
        } catch (IllegalArgumentException e) {
            throw Settings.invalid(
                    LocalKeyFile.PROPERTY,
                    "names %s, which can't be used: %s. Correct it, or delete it to get new keys"
                            .formatted(file, e.getMessage()));
        }
    }

    private static boolean isSame(@Nullable Held before, LocalKey local) {
        return before != null && before.local().privateJwk().equals(local.privateJwk());
    }

    // If private and public key do not belong together, all tokens would be refused everywhere.
    private Held checked(LocalKey local) {
        Held one = new Held(local, signers.of(local.privateJwk()));
        byte[] input = "do the halves match?".getBytes(StandardCharsets.UTF_8);
        if (!local.key().verifies(input, sign(one, input))) {
            throw new IllegalArgumentException(
                    "the private and public key of " + local.key().kid() + " do not match");
        }
        return one;
    }
}
