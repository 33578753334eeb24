package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.util.List;

/**
 * The keys that sign this server's tokens. Safe for use by many threads at once.
 *
 * <p>A token is signed in two steps, {@link #current} and then {@link #sign} with that key, because the key's id is in
 * the header, which is signed, too. If a rotation happens in between, the chosen version still signs, or the call
 * fails.
 */
public interface SigningKeys {

    /** The algorithms that have keys. */
    List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.EdDSA);

    /**
     * The key that signs new tokens. It is in {@link #published()} already.
     *
     * @throws IllegalArgumentException if this server offers no keys for the algorithm
     * @throws SigningUnavailable if its keys aren't known yet
     */
    SigningKey current(JWSAlgorithm algorithm);

    /**
     * The public keys of all versions whose tokens are valid, from memory and without I/O, also while signing is
     * unavailable. Throws while no keys are known, since a verifier that cached an empty set would refuse every token.
     *
     * @throws SigningUnavailable if no keys are known yet
     */
    JWKSet published();

    /**
     * As {@link #published}, and no more than 50 ms behind what other nodes have written: if the ring was read longer ago, it is
     * read again first. Concurrent callers share one read. A new key signs only after it has been written for longer than that.
     */
    JWKSet latest();

    /**
     * Signs with exactly this version. Takes milliseconds; gives up after a few seconds.
     *
     * @param signingInput the octets to sign, RFC 7515 section 5.1
     * @return the signature in JOSE form: for ECDSA the concatenation of R and S (RFC 7518, section 3.4)
     * @throws SigningUnavailable if there is no signature now; a later call may succeed
     */
    Base64URL sign(SigningKey key, byte[] signingInput);
}
