package com.hubify.identity.server.signing;

import com.hubify.identity.server.signing.ring.KeyRing;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import java.util.List;
import java.util.Set;

/**
 * Holds the private keys and signs with them. {@link KeyRing} decides which version signs when. Safe for concurrent use
 * by many threads and nodes. Every method may throw {@link SigningUnavailable}.
 */
public interface KeyCustody {

    /** The algorithms it has keys for. */
    Set<JWSAlgorithm> algorithms();

    /**
     * Every version of the algorithm's key that can still sign, oldest first. Never empty: a missing key is
     * {@link SigningUnavailable.Reason#KEY_MISSING} and never created here.
     */
    List<KeyMaterial> versions(JWSAlgorithm algorithm);

    /**
     * Creates the next version of the algorithm's key. After a failure it may nevertheless exist; then
     * {@link #versions} lists it.
     */
    KeyMaterial addVersion(JWSAlgorithm algorithm);

    /**
     * Signs with exactly this version. Takes milliseconds; gives up after a few seconds.
     *
     * @param signingInput the octets to sign, RFC 7515 section 5.1
     * @return the signature in JOSE form: for ECDSA the concatenation of R and S (RFC 7518, section 3.4)
     */
    Base64URL sign(SigningKey key, byte[] signingInput);

    /** Irrevocably destroys the private keys of all versions of this key that are older than this one. */
    void destroyOlderThan(SigningKey key);
}
