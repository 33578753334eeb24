package com.hubify.identity.server.signing;

import com.hubify.identity.server.signing.ring.KeyRing;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import java.util.List;
import java.util.Set;

/**
 * Where the private halves are, and the only one that touches them. It knows nothing of when a key is used: that is the
 * {@link KeyRing}'s part. Safe for use by many threads and nodes at once. Every method may throw {@link SigningUnavailable}.
 */
public interface KeyCustody {

    /** What it signs with. */
    Set<JWSAlgorithm> algorithms();

    /**
     * Every version of the algorithm's key that can still sign, oldest first. Never empty: a key that isn't there is
     * {@link SigningUnavailable.Reason#KEY_MISSING}, and nobody makes it anew.
     */
    List<KeyMaterial> versions(JWSAlgorithm algorithm);

    /**
     * Makes the next version of the algorithm's key. Whoever is told that it failed can't know that it did: the version may
     * be there, and is then found by {@link #versions}.
     */
    KeyMaterial addVersion(JWSAlgorithm algorithm);

    /**
     * Signs with exactly this key and version. Takes milliseconds; gives up after a few seconds at most.
     *
     * @param signingInput the octets to sign, RFC 7515 section 5.1
     * @return the signature in its JOSE form: for ECDSA the two numbers side by side, RFC 7518 section 3.4
     */
    Base64URL sign(SigningKey key, byte[] signingInput);

    /** Destroys, for good, the private halves of all versions of this key that are older than this one. */
    void destroyOlderThan(SigningKey key);
}
