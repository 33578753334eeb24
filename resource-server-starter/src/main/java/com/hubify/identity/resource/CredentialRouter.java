package com.hubify.identity.resource;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.Verification.Reason;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a credential to whoever can judge it, by its shape and by the issuer it names. What has neither shape, a wrong
 * checksum or a foreign issuer ends here, without any input or output.
 */
final class CredentialRouter implements CredentialVerifier {

    private record Token(SignedJWT signed, String issuer) {}

    private final Map<String, TokenVerifier> issuers;
    private final ApiKeyVerifier keys;

    CredentialRouter(Map<String, TokenVerifier> issuers, ApiKeyVerifier keys) {
        this.issuers = Map.copyOf(issuers);
        this.keys = keys;
    }

    @Override
    public Verification verify(String credential, Duration staleness) {
        if (ApiKeyToken.looksLikeKey(credential)) {
            return ApiKeyToken.parse(credential)
                    .map(keys::verify)
                    .orElseGet(() -> Verification.refused(Reason.MALFORMED));
        }
        return parse(credential).map(this::verify).orElseGet(() -> Verification.refused(Reason.MALFORMED));
    }

    @Override
    public Optional<Verification> known(String credential, Duration staleness) {
        return Optional.empty();
    }

    private Verification verify(Token token) {
        // The token's word for its issuer chooses among the configured ones; it is never an address to fetch from.
        TokenVerifier verifier = issuers.get(token.issuer);
        return verifier == null ? Verification.refused(Reason.UNKNOWN_ISSUER) : verifier.verify(token.signed);
    }

    // Nimbus answers some malformed input with unchecked exceptions, which would reach the sender as a fault of ours.
    private static Optional<Token> parse(String credential) {
        try {
            SignedJWT token = SignedJWT.parse(credential);
            String issuer = token.getJWTClaimsSet().getIssuer();
            return Optional.of(new Token(token, issuer == null ? "" : issuer));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
