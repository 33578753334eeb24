package com.hubify.identity.server.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs in this process with the private keys of a file: for laptops and tests. Whoever can read the file, or this
 * process' memory, can sign as us.
 */
final class LocalSigningKeys implements SigningKeys {

    private final KnownKeys known;
    private final Map<String, JWSSigner> signers = new HashMap<>();

    /**
     * The keys of a file, which is written first if there is none.
     *
     * @throws IllegalStateException if others can read the file, or there are no usable keys in it
     */
    static LocalSigningKeys from(LocalKeyFile file, SecureRandom random) {
        String content = file.readOrCreate(() -> LocalKeys.generate(random));
        try {
            return new LocalSigningKeys(LocalKeys.parse(content));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The key file %s can't be used: %s. Mend it, or delete it to get new keys."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private LocalSigningKeys(Map<SigningKey, JWK> keys) {
        keys.forEach((key, privateJwk) -> signers.put(key.kid(), signer(privateJwk)));
        known = new KnownKeys(List.copyOf(keys.keySet()));
        keys.keySet().forEach(this::refuseIfHalvesDiffer);
        LocalKeys.ALGORITHMS.forEach(this::current);
    }

    @Override
    public SigningKey current(JWSAlgorithm algorithm) {
        return known.current(algorithm)
                .orElseThrow(() -> new IllegalArgumentException("there is no key for " + algorithm));
    }

    @Override
    public JWKSet published() {
        return known.published();
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        JWSSigner signer = signers.get(key.kid());
        if (signer == null) {
            throw new SigningUnavailable(SigningUnavailable.Reason.KEY_MISSING, "there is no key " + key.kid());
        }
        try {
            return signer.sign(new JWSHeader(key.algorithm()), signingInput);
        } catch (JOSEException e) {
            throw new SigningUnavailable(SigningUnavailable.Reason.FAILED, "can't sign with " + key.kid(), e);
        }
    }

    // A public half that belongs to another private one would make tokens that nobody accepts.
    private void refuseIfHalvesDiffer(SigningKey key) {
        byte[] input = "do the halves match?".getBytes(StandardCharsets.UTF_8);
        if (!key.verifies(input, sign(key, input))) {
            throw new IllegalArgumentException("the two halves of " + key.kid() + " don't belong together");
        }
    }

    private static JWSSigner signer(JWK privateJwk) {
        try {
            return JWSAlgorithm.Family.EC.contains(privateJwk.getAlgorithm())
                    ? new ECDSASigner(privateJwk.toECKey())
                    : new RSASSASigner(privateJwk.toRSAKey());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("it is impossible to sign with " + privateJwk.getKeyID(), e);
        }
    }
}
