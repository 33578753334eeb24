package com.hubify.clerk.signing;

import com.hubify.clerk.instance.ClerkIds;
import com.hubify.clerk.instance.InstanceProperties;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The instance's signing key and, after a rotation, the one before it. */
@Component
public class InstanceKeys {

    /** Clerk's JavaScript SDK cuts the modulus out of the PEM form by position: no other size works there. */
    private static final int MODULUS_BITS = 2048;

    private final SecureRandom random;
    private final ClerkIds ids;
    private final KeyFile file;
    private volatile List<RSAKey> keys;

    InstanceKeys(InstanceProperties properties, SecureRandom random, ClerkIds ids) {
        this.random = random;
        this.ids = ids;
        this.file = new KeyFile(properties.dataDirectory());
        this.keys = file.read();
        if (keys.isEmpty()) {
            replace(List.of(generate(properties.instanceId())));
        }
    }

    /** The key that signs now. */
    public RSAKey current() {
        return keys.get(0);
    }

    /** The published half of every key a token may still be signed with. */
    public JWKSet published() {
        return new JWKSet(keys.stream().map(key -> (JWK) key.toPublicJWK()).toList());
    }

    /** The same as JSON, as Clerk publishes it. */
    public Map<String, Object> publishedJson() {
        return published().toJSONObject();
    }

    /**
     * Makes a new signing key. Under the same key id the old key is gone at once, as the id can name
     * only one; under a new id the old key stays published.
     */
    public synchronized RSAKey rotate(boolean keepKeyId) {
        RSAKey previous = current();
        RSAKey next = generate(keepKeyId ? previous.getKeyID() : ids.next("ins"));
        replace(keepKeyId ? List.of(next) : Stream.of(next, previous).toList());
        return next;
    }

    private void replace(List<RSAKey> next) {
        file.write(next);
        keys = next;
    }

    private RSAKey generate(String keyId) {
        try {
            return new RSAKeyGenerator(MODULUS_BITS)
                    .keyID(keyId)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .secureRandom(random)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Could not make the signing key", e);
        }
    }
}
