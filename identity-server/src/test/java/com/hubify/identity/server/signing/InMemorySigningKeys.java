package com.hubify.identity.server.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Signing keys that can be rotated and taken away. */
public final class InMemorySigningKeys implements SigningKeys {

    private final Map<String, JWSSigner> signers = new ConcurrentHashMap<>();
    private final List<SigningKey> keys = new ArrayList<>();
    private volatile KnownKeys known = new KnownKeys(List.of());
    private volatile boolean available = true;

    public InMemorySigningKeys() {
        rotate(JWSAlgorithm.ES256);
        rotate(JWSAlgorithm.RS256);
    }

    public void rotate(JWSAlgorithm algorithm) {
        int version = known.current(algorithm).map(SigningKey::version).orElse(0) + 1;
        try {
            KeyPair pair = generator(algorithm).generateKeyPair();
            String name = "memory-" + algorithm.getName().toLowerCase(Locale.ROOT);
            SigningKey key = SigningKey.of(name, version, algorithm, pair.getPublic());
            signers.put(
                    key.kid(),
                    pair.getPrivate() instanceof ECPrivateKey ec
                            ? new ECDSASigner(ec)
                            : new RSASSASigner(pair.getPrivate()));
            keys.add(key);
            known = new KnownKeys(keys);
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public void goAway() {
        available = false;
    }

    @Override
    public SigningKey current(JWSAlgorithm algorithm) {
        return known.current(algorithm).orElseThrow(() -> new IllegalArgumentException("no key for " + algorithm));
    }

    @Override
    public JWKSet published() {
        return known.published();
    }

    @Override
    public Base64URL sign(SigningKey key, byte[] signingInput) {
        if (!available) {
            throw new SigningUnavailable(SigningUnavailable.Reason.UNREACHABLE, "away");
        }
        return signAs(key.algorithm(), key, signingInput);
    }

    /** Signs with a key for one algorithm as another one of its family has it, which no real port would. */
    Base64URL signAs(JWSAlgorithm algorithm, SigningKey key, byte[] signingInput) {
        try {
            return Objects.requireNonNull(signers.get(key.kid())).sign(new JWSHeader(algorithm), signingInput);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPairGenerator generator(JWSAlgorithm algorithm) throws GeneralSecurityException {
        boolean ec = JWSAlgorithm.Family.EC.contains(algorithm);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ec ? "EC" : "RSA");
        if (ec) {
            generator.initialize(Curve.P_256.toECParameterSpec());
        } else {
            generator.initialize(2048);
        }
        return generator;
    }
}
