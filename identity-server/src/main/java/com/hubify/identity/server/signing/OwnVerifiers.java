package com.hubify.identity.server.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import java.security.Key;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * Verifiers for signatures by this server's keys. Each is created once per key: creating it validates the key and
 * converts it to the provider's form, which costs about as much as a signature. Safe for concurrent use.
 */
public final class OwnVerifiers implements JWSVerifierFactory {

    /** More than are published at once. */
    private static final int MOST_KEYS = 256;

    private final JWSVerifierFactory others = new DefaultJWSVerifierFactory();
    private final JWSVerifierFactory fast = new DefaultJWSVerifierFactory();
    private final Optional<Provider> provider;

    // Keyed by identity: an entry is removed together with the ring that its key belongs to.
    private final Cache<JWK, PublicKey> keys =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST_KEYS).build();
    private final Cache<Key, JWSVerifier> verifiers =
            Caffeine.newBuilder().weakKeys().maximumSize(MOST_KEYS).build();

    public OwnVerifiers(Optional<Provider> provider) {
        this.provider = provider;
        provider.ifPresent(fast.getJCAContext()::setProvider);
    }

    /** The key in the form that {@link #createJWSVerifier} takes. */
    public PublicKey key(JWK publicJwk) throws JOSEException {
        PublicKey known = keys.getIfPresent(publicJwk);
        if (known != null) {
            return known;
        }
        PublicKey made = publicKey(publicJwk);
        keys.put(publicJwk, made);
        return made;
    }

    public static PublicKey publicKey(JWK publicJwk) throws JOSEException {
        return publicJwk instanceof OctetKeyPair pair
                ? Ed25519.publicKey(pair)
                : ((AsymmetricJWK) publicJwk).toPublicKey();
    }

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        JWSVerifier known = verifiers.getIfPresent(key);
        if (known != null && known.supportedJWSAlgorithms().contains(header.getAlgorithm())) {
            return known;
        }
        JWSVerifier made = SigningKey.isEdDsa(header.getAlgorithm()) ? edwards(key) : other(header, key);
        verifiers.put(key, made);
        return made;
    }

    private static JWSVerifier edwards(Key key) throws JOSEException {
        if (!(key instanceof EdECPublicKey edwards)) {
            throw new JOSEException("EdDSA takes keys on Edwards curves");
        }
        return Ed25519.verifier(edwards);
    }

    private JWSVerifier other(JWSHeader header, Key key) throws JOSEException {
        Optional<Key> translated = Corretto.translate(key, provider);
        return translated.isPresent()
                ? fast.createJWSVerifier(header, translated.get())
                : others.createJWSVerifier(header, key);
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return others.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return others.getJCAContext();
    }
}
