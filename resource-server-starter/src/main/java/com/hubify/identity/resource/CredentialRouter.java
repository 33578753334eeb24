package com.hubify.identity.resource;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.Verification.Reason;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a credential to whoever can judge it, by its shape and by the issuer it names. What has neither shape, a wrong
 * checksum or a foreign issuer ends here, without any input or output.
 */
final class CredentialRouter implements CredentialVerifier {

    private final Map<String, TokenVerifier> issuers;
    private final ApiKeyVerifier keys;

    CredentialRouter(Map<String, TokenVerifier> issuers, ApiKeyVerifier keys) {
        this.issuers = Map.copyOf(issuers);
        this.keys = keys;
    }

    @Override
    public Verification verify(String credential) {
        if (ApiKeyToken.looksLikeKey(credential)) {
            return ApiKeyToken.parse(credential)
                    .map(keys::verify)
                    .orElseGet(() -> Verification.refused(Reason.MALFORMED));
        }
        try {
            return verify(SignedJWT.parse(credential));
        } catch (ParseException e) {
            return Verification.refused(Reason.MALFORMED);
        }
    }

    private Verification verify(SignedJWT token) throws ParseException {
        String issuer = token.getJWTClaimsSet().getIssuer();
        // The token's word for its issuer chooses among the configured ones; it is never an address to fetch from.
        @Nullable TokenVerifier verifier = issuer == null ? null : issuers.get(issuer);
        return verifier == null ? Verification.refused(Reason.UNKNOWN_ISSUER) : verifier.verify(token);
    }
}
