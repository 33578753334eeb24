package com.hubify.identity.resource.verification;

import com.hubify.identity.keys.SignedTokens;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Verifies access tokens with the service's own decoder, which checks keys, times and audience. */
public final class DecodedTokenVerifier implements TokenVerifier {

    private final JwtDecoder decoder;
    private final Clock clock;

    public DecodedTokenVerifier(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Verification verify(SignedJWT token, JWTClaimsSet claims, boolean mayWait) {
        // General decoders let ID tokens through, which must never pass for access tokens.
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
            // It may be not yet valid, or signed with the next key.
            return Verification.refused(Reason.DECODER);
        } catch (JwtException e) {
            return new Verification.Unavailable(IssuerConnection.RETRY_AFTER);
        }
    }

    /** A token without times ends with any revocation of its lineage, and is never kept in memory. */
    private Verification accept(Jwt token, String keyId) {
        Instant issued = Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH);
        Instant expires = Objects.requireNonNullElse(token.getExpiresAt(), Instant.EPOCH);
        // Attack: go on with a token of a key after its deadline. Decoders allow for a minute.
        return SignedTokens.isOfKey(token.getClaims()) && !clock.instant().isBefore(expires)
                ? Verification.refused(Reason.TIME)
                : AccessTokenVerifier.accept(token.getClaims(), keyId, issued, expires);
    }
}
