package com.hubify.identity.resource.verification;

import com.hubify.identity.resource.issuer.IssuerUnavailable;
import com.hubify.identity.resource.keys.IssuerKeySet;
import com.hubify.identity.resource.keys.IssuerKeys;
import com.hubify.identity.resource.keys.SignatureVerifiers;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Checks header and signature of one issuer's tokens and hands the claims of those that pass to a judge. Keys come from the
 * issuer alone: {@code jwk}, {@code jku}, {@code x5c} and {@code x5u} in a header are not looked at.
 */
final class SignedTokens {

    private static final SecurityContext KNOWN_KEYS = new SecurityContext() {};

    private final IssuerKeys keys;
    private final Set<JWSAlgorithm> algorithms;
    private final Predicate<JWSHeader> header;
    private final ConfigurableJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    SignedTokens(
            IssuerKeys keys, SignatureVerifiers signatures, Set<JWSAlgorithm> algorithms, Predicate<JWSHeader> header) {
        this.keys = keys;
        this.algorithms = Set.copyOf(algorithms);
        this.header = header;
        processor.setJWSKeySelector(
                (jwsHeader, context) -> context == KNOWN_KEYS ? keys.known(jwsHeader) : keys.matching(jwsHeader));
        processor.setJWSVerifierFactory(signatures);
        // Types and claims have stricter rules here than Nimbus's defaults; the header predicate and the
        // judge hold them.
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    Verification verify(SignedJWT token, Function<JWTClaimsSet, Verification> judge) {
        if (!isPermitted(token.getHeader())) {
            return Verification.refused(Reason.HEADER);
        }
        try {
            return judge.apply(claims(token));
        } catch (IssuerUnavailable e) {
            return new Verification.Unavailable(e.retryAfter());
        } catch (BadJWSException e) {
            return Verification.refused(Reason.SIGNATURE);
        } catch (BadJOSEException e) {
            return Verification.refused(Reason.UNKNOWN_KEY);
        } catch (JOSEException e) {
            return Verification.refused(Reason.SIGNATURE);
        }
    }

    /** The verdict on a token that one of the keys known now has signed, or that none could sign; empty for any other. */
    Optional<Verification> unaided(SignedJWT token, Function<JWTClaimsSet, Verification> judge) {
        if (!isPermitted(token.getHeader())) {
            return Optional.of(Verification.refused(Reason.HEADER));
        }
        try {
            return Optional.of(judge.apply(processor.process(token, KNOWN_KEYS)));
        } catch (BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean isPermitted(JWSHeader given) {
        // A critical header asks for rules we don't have; ignoring it could turn what was signed into something else.
        return algorithms.contains(given.getAlgorithm())
                && !given.getIncludedParams().contains("crit")
                && header.test(given);
    }

    private JWTClaimsSet claims(SignedJWT token) throws BadJOSEException, JOSEException {
        IssuerKeySet tried = keys.current();
        try {
            return processor.process(token, null);
        } catch (BadJWSException e) {
            if (keys.haveReplaced(tried)) {
                return processor.process(token, null);
            }
            throw e;
        }
    }
}
