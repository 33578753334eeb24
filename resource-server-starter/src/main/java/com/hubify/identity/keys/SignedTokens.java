package com.hubify.identity.keys;

import com.hubify.identity.protocol.CompactToken;
import com.hubify.identity.protocol.TokenClaims;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the signed tokens of any issuer have in common: algorithm, signature and times. Keys come from the issuer alone: {@code
 * jwk}, {@code jku}, {@code x5c} and {@code x5u} in a header are ignored. Clocks may differ by five seconds; more would
 * stretch tokens that live for a minute. A token that an API key was exchanged for gets none of it at its end, which may be that of
 * the key: the key ends to the second, and nothing tells of it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4">RFC 7519, section 4.1.4</a>
 */
public final class SignedTokens {

    /** What speaks against a token's header or signature. */
    public enum Objection {
        /** Another algorithm, or a critical header. */
        HEADER,
        /** The issuer has no such key. */
        UNKNOWN_KEY,
        /** The issuer's key didn't sign it. */
        SIGNATURE
    }

    /** By how much clocks may differ. */
    public static final Duration SKEW = Duration.ofSeconds(5);

    private final IssuerKeys keys;
    private final Set<JWSAlgorithm> algorithms;
    private final Clock clock;

    public SignedTokens(IssuerKeys keys, Set<JWSAlgorithm> algorithms, Clock clock) {
        this.keys = keys;
        this.algorithms = Set.copyOf(algorithms);
        this.clock = clock;
    }

    /**
     * Parses a token; null if it is not a signed JWT in its only spelling. Nimbus throws unchecked exceptions for some malformed
     * input, which would be answered as 500.
     */
    public static @Nullable SignedJWT parse(String credential) {
        if (!CompactToken.isCanonical(credential)) {
            return null;
        }
        try {
            SignedJWT token = SignedJWT.parse(credential);
            token.getJWTClaimsSet();
            return token;
        } catch (ParseException | RuntimeException e) {
            return null;
        }
    }

    /** The claims of a token that has been parsed, which it keeps. */
    public static JWTClaimsSet claims(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalArgumentException("Not parsed before", e);
        }
    }

    /**
     * What speaks against a token's algorithm and signature; null if both are good.
     *
     * @param mayWait whether the issuer may be asked for keys
     * @throws KeysUnavailable if the issuer can't be asked, or would have to be and may not
     */
    public @Nullable Objection objection(SignedJWT token, boolean mayWait) throws KeysUnavailable {
        JWSHeader header = token.getHeader();
        // A critical header asks for rules that are not implemented; ignoring it could change what was signed.
        if (!algorithms.contains(header.getAlgorithm())
                || header.getIncludedParams().contains("crit")) {
            return Objection.HEADER;
        }
        IssuerKeySet tried = keys.current();
        List<JWSVerifier> candidates = mayWait ? keys.matching(header) : keys.known(header);
        if (isSignedByOneOf(candidates, token)) {
            return null;
        }
        if (!mayWait) {
            throw KeysUnavailable.WITHOUT_WAITING;
        }
        // The issuer may have replaced a key and kept its id.
        if (!candidates.isEmpty() && keys.haveReplaced(tried)) {
            candidates = keys.matching(header);
            if (isSignedByOneOf(candidates, token)) {
                return null;
            }
        }
        return candidates.isEmpty() ? Objection.UNKNOWN_KEY : Objection.SIGNATURE;
    }

    /** Whether the token has been issued, is not yet expired, and is not dated ahead. Issue and expiry are required. */
    public boolean isTimely(JWTClaimsSet claims) {
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null) {
            return false;
        }
        Instant now = clock.instant();
        return now.isBefore(end(claims)) && hasBegun(issued, now) && hasBegun(claims.getNotBeforeTime(), now);
    }

    /** From when on a token that is timely is not accepted any more. */
    public static Instant end(JWTClaimsSet claims) {
        Instant expires = claims.getExpirationTime().toInstant();
        return isOfKey(claims.getClaims()) ? expires : expires.plus(SKEW);
    }

    /** Whether an API key was exchanged for the token with these claims. */
    public static boolean isOfKey(Map<String, Object> claims) {
        return claims.containsKey(TokenClaims.KEY_ID);
    }

    private static boolean hasBegun(@Nullable Date time, Instant now) {
        return time == null || !time.toInstant().isAfter(now.plus(SKEW));
    }

    private static boolean isSignedByOneOf(List<JWSVerifier> candidates, SignedJWT token) {
        for (JWSVerifier candidate : candidates) {
            try {
                if (token.verify(candidate)) {
                    return true;
                }
            } catch (JOSEException e) {
                // The key is for another algorithm, or the signature is malformed.
            }
        }
        return false;
    }
}
