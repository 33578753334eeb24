package com.hubify.identity.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public keys of an issuer as of one fetch, each with its verifier. Keys that a service can't use are left out. */
public final class IssuerKeySet {

    private final JWKSet set;
    private final long asOf;
    private final Map<JWK, JWSVerifier> verifiers = new LinkedHashMap<>();

    /** @param asOf ticker when they were asked for */
    IssuerKeySet(JWKSet set, long asOf, SignatureVerifiers signatures) {
        this.set = set;
        this.asOf = asOf;
        for (JWK jwk : set.getKeys()) {
            try {
                if (jwk instanceof AsymmetricJWK asymmetric) {
                    verifiers.put(jwk, signatures.of(asymmetric.toPublicKey()));
                }
            } catch (JOSEException e) {
                // Not a key that verifies signatures.
            }
        }
    }

    boolean isEmpty() {
        return verifiers.isEmpty();
    }

    /** Nanoseconds since they were asked for. */
    long age(long now) {
        return now - asOf;
    }

    /**
     * Verifiers of the keys that may have made a signature with this header: by key id, type, use and algorithm. A key without
     * an id, as one from a PEM, may have made any.
     */
    List<JWSVerifier> matching(JWSHeader header) {
        JWKMatcher named = JWKMatcher.forJWSHeader(header);
        if (named == null) {
            return List.of();
        }
        List<JWSVerifier> matching = new ArrayList<>(1);
        verifiers.forEach((jwk, verifier) -> {
            JWKMatcher matcher = jwk.getKeyID() == null ? JWKMatcher.forJWSHeader(withoutKeyId(header)) : named;
            if (matcher.matches(jwk)) {
                matching.add(verifier);
            }
        });
        return matching;
    }

    private static JWSHeader withoutKeyId(JWSHeader header) {
        return new JWSHeader.Builder(header).keyID(null).build();
    }

    boolean hasSameKeysAs(IssuerKeySet other) {
        return set.equals(other.set);
    }
}
