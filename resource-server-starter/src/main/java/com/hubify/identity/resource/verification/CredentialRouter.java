package com.hubify.identity.resource.verification;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.CompactToken;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a credential to whoever can judge it, by its shape and by the issuer it names. What has neither shape, a wrong
 * checksum or a foreign issuer ends here, without any input or output.
 */
public final class CredentialRouter {

    private record Token(SignedJWT signed, String issuer) {}

    private final Map<String, TokenVerifier> issuers;
    private final Map<String, AccessTokenIntrospection> introspections;
    private final ApiKeyVerifier keys;

    /**
     * Routes by issuer.
     *
     * @param introspections who can say of an issuer's token whether it still holds, where anybody can
     */
    public CredentialRouter(
            Map<String, TokenVerifier> issuers,
            Map<String, AccessTokenIntrospection> introspections,
            ApiKeyVerifier keys) {
        this.issuers = Map.copyOf(issuers);
        this.introspections = Map.copyOf(introspections);
        this.keys = keys;
    }

    /** Judges a credential that is not known, asking the issuer only where it alone can say. */
    public Verification verify(String credential) {
        return route(credential, keys::verifyStranger, this::verify);
    }

    /** Judges a credential, if this process alone can. */
    public Optional<Verification> unaided(String credential) {
        boolean isKey = ApiKeyToken.looksLikeKey(credential);
        if (isKey && ApiKeyToken.parse(credential).isPresent()) {
            return Optional.empty();
        }
        Optional<Token> token = isKey ? Optional.empty() : parse(credential);
        if (token.isEmpty()) {
            return Optional.of(Verification.refused(Reason.MALFORMED));
        }
        TokenVerifier verifier = issuers.get(token.get().issuer);
        return verifier == null
                ? Optional.of(Verification.refused(Reason.UNKNOWN_ISSUER))
                : verifier.unaided(token.get().signed);
    }

    /** Judges a credential that has been good and has its issuer confirm it, where that can be asked. */
    public Verification ask(String credential) {
        return route(credential, keys::verify, this::ask);
    }

    private static Verification route(
            String credential, Function<ApiKeyToken, Verification> judgeKey, Function<Token, Verification> judge) {
        if (ApiKeyToken.looksLikeKey(credential)) {
            return ApiKeyToken.parse(credential).map(judgeKey).orElseGet(() -> Verification.refused(Reason.MALFORMED));
        }
        return parse(credential).map(judge).orElseGet(() -> Verification.refused(Reason.MALFORMED));
    }

    private Verification verify(Token token) {
        // The token's word for its issuer chooses among the configured ones; it is never an address to fetch from.
        TokenVerifier verifier = issuers.get(token.issuer);
        return verifier == null ? Verification.refused(Reason.UNKNOWN_ISSUER) : verifier.verify(token.signed);
    }

    // The issuer is asked about nothing that it has not signed: strangers could have us ask it all day.
    private Verification ask(Token token) {
        AccessTokenIntrospection introspection = introspections.get(token.issuer);
        Verification verification = verify(token);
        return introspection != null && verification instanceof Verification.Accepted accepted
                ? introspection.confirm(token.signed, accepted)
                : verification;
    }

    // Nimbus answers some malformed input with unchecked exceptions, which would reach the sender as a fault of ours.
    private static Optional<Token> parse(String credential) {
        if (!CompactToken.isCanonical(credential)) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(credential);
            String issuer = token.getJWTClaimsSet().getIssuer();
            return Optional.of(new Token(token, issuer == null ? "" : issuer));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
