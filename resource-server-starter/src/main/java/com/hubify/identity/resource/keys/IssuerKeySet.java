package com.hubify.identity.resource.keys;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** The public keys an issuer has published together, parsed once. Keys that a service can't use are left out. */
public final class IssuerKeySet {

    private record Entry(JWK jwk, PublicKey key) {}

    private final JWKSet set;
    private final List<Entry> entries = new ArrayList<>();

    IssuerKeySet(JWKSet set) {
        this.set = set;
        for (JWK jwk : set.getKeys()) {
            KeyConverter.toJavaKeys(List.of(jwk)).stream()
                    .filter(PublicKey.class::isInstance)
                    .map(PublicKey.class::cast)
                    .forEach(key -> entries.add(new Entry(jwk, key)));
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The keys that may have made a signature with this header: by key id, type, use and algorithm. */
    List<PublicKey> matching(JWSHeader header) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        if (matcher == null) {
            return List.of();
        }
        List<PublicKey> matching = new ArrayList<>(1);
        for (Entry entry : entries) {
            if (matcher.matches(entry.jwk)) {
                matching.add(entry.key);
            }
        }
        return matching;
    }

    boolean hasSameKeysAs(IssuerKeySet other) {
        return set.equals(other.set);
    }
}
