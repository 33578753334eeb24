package com.hubify.identity.resource.verification;

import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Judges access tokens with the decoder a service has brought: keys, times and audience are that decoder's to check. */
public final class DecodedTokenVerifier implements TokenVerifier {

    private final JwtDecoder decoder;

    public DecodedTokenVerifier(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Verification verify(SignedJWT token, JWTClaimsSet claims, boolean mayWait) {
        // Decoders of general use let ID tokens through, which must never pass for access tokens.
        if (!AccessTokenVerifier.isAccessToken(token.getHeader())) {
            return Verification.refused(Reason.HEADER);
        }
        // The decoder may fetch keys.
        if (!mayWait) {
            return Verification.Unavailable.WITHOUT_WAITING;
        }
        try {
            return accept(
                    decoder.decode(token.getParsedString()), token.getHeader().getKeyID());
        } catch (BadJwtException e) {
            // Not yet valid, or signed with the next key, for all we know.
            return Verification.refused(Reason.DECODER);
        } catch (JwtException e) {
            return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
        }
    }

    /** What the decoder lets pass without a time is dead as soon as anything of its lineage is, and never kept. */
    private static Verification accept(Jwt token, String keyId) {
        Instant issued = Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH);
        Instant expires = Objects.requireNonNullElse(token.getExpiresAt(), Instant.EPOCH);
        return AccessTokenVerifier.accept(token.getClaims(), keyId, issued, expires);
    }
}
