package com.hubify.identity.resource;

import com.hubify.identity.resource.Verification.Reason;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Judges access tokens with the decoder a service has brought: keys, times and audience are that decoder's to check. */
final class DecodedTokenVerifier implements TokenVerifier {

    private final JwtDecoder decoder;

    DecodedTokenVerifier(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Verification verify(SignedJWT token) {
        // Decoders of general use let ID tokens through, which must never pass for access tokens.
        if (!AccessTokenVerifier.isAccessToken(token.getHeader())) {
            return Verification.refused(Reason.HEADER);
        }
        try {
            return AccessTokenVerifier.caller(
                    decoder.decode(token.getParsedString()).getClaims());
        } catch (BadJwtException e) {
            return Verification.refused(Reason.SIGNATURE);
        } catch (JwtException e) {
            return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
        }
    }
}
