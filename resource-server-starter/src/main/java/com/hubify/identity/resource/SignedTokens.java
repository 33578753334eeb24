package com.hubify.identity.resource;

import com.hubify.identity.resource.Verification.Reason;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Checks header and signature of one issuer's tokens and hands the claims of those that pass to a judge. Keys come from the
 * issuer alone: {@code jwk}, {@code jku}, {@code x5c} and {@code x5u} in a header are not looked at.
 */
final class SignedTokens {

    private final IssuerKeys keys;
    private final Predicate<JWSHeader> header;
    private final ConfigurableJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    SignedTokens(IssuerKeys keys, Set<JWSAlgorithm> algorithms, Predicate<JWSHeader> header) {
        this.keys = keys;
        this.header = header;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        // Types and claims have stricter rules here than Nimbus's defaults; the header predicate and the judge hold
        // them.
        processor.setJWSTypeVerifier((type, context) -> {});
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    Verification verify(SignedJWT token, Function<JWTClaimsSet, Verification> judge) {
        // A critical header asks for rules we don't have; ignoring it could turn what was signed into something else.
        if (token.getHeader().getIncludedParams().contains("crit") || !header.test(token.getHeader())) {
            return Verification.refused(Reason.HEADER);
        }
        try {
            return judge.apply(claims(token));
        } catch (KeySourceException e) {
            return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
        } catch (BadJOSEException | JOSEException e) {
            return Verification.refused(Reason.SIGNATURE);
        }
    }

    private JWTClaimsSet claims(SignedJWT token) throws BadJOSEException, JOSEException {
        try {
            return processor.process(token, null);
        } catch (BadJWSException e) {
            if (keys.replaced()) {
                return processor.process(token, null);
            }
            throw e;
        }
    }
}
