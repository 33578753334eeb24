package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.util.List;

/**
 * The keys that sign our tokens, wherever their private halves are. Safe for use by many threads at once.
 *
 * <p>A token is signed in two steps, {@link #current} and then {@link #sign} with that very key, because the key's id
 * stands in the header and so among the bytes that are signed. A rotation between the two changes nothing: the version
 * that was chosen signs, or nothing does.
 */
public interface SigningKeys {

    /** What there are keys for. */
    List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256, JWSAlgorithm.EdDSA);

    /**
     * The key that signs new tokens. It is in {@link #published()} already.
     *
     * @throws IllegalArgumentException if this server offers no keys for the algorithm
     * @throws SigningUnavailable if its keys aren't known yet
     */
    SigningKey current(JWSAlgorithm algorithm);

    /**
     * The public half of every key whose tokens are to be accepted, from memory: it makes no call and goes on answering
     * while signing is unavailable. Never empty, since an empty set that a verifier caches refuses every token.
     *
     * @throws SigningUnavailable if no keys are known yet
     */
    JWKSet published();

    /**
     * As {@link #published}, with every key that has signed a token: where the latest look at what other nodes have made or
     * ended is older than 50 ms, it looks again first. Callers share a look. {@link #current} waits until a new key has been
     * written down for longer than that.
     */
    JWKSet latest();

    /**
     * Signs with exactly this key and version. Takes milliseconds; gives up after a few seconds at most.
     *
     * @param signingInput the octets to sign, RFC 7515 section 5.1
     * @return the signature in its JOSE form: for ECDSA the two numbers side by side, RFC 7518 section 3.4
     * @throws SigningUnavailable if no signature can be had now; asking again later may work
     */
    Base64URL sign(SigningKey key, byte[] signingInput);
}
