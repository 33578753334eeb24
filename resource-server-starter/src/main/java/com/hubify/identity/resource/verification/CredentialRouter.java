package com.hubify.identity.resource.verification;

import com.hubify.identity.keys.SignedTokens;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a credential to its verifier by its form and by the issuer it names. Malformed ones, wrong checksums and unknown issuers
 * are refused here without I/O.
 */
public final class CredentialRouter {

    private static final Verification MALFORMED = Verification.refused(Reason.MALFORMED);

    private final Map<String, TokenVerifier> issuers;
    private final @Nullable AccessTokenIntrospection introspection;
    private final ApiKeyVerifier keys;

    /**
     * Routes by issuer.
     *
     * @param introspection confirms access tokens; null if this service may not introspect
     */
    public CredentialRouter(
            Map<String, TokenVerifier> issuers, @Nullable AccessTokenIntrospection introspection, ApiKeyVerifier keys) {
        this.issuers = Map.copyOf(issuers);
        this.introspection = introspection;
        this.keys = keys;
    }

    /**
     * Verifies a credential that is not known, asking the issuer only where it alone can say.
     *
     * @param mayWait whether the issuer may be asked; if not, the answer is unavailable where it would have to be
     */
    public Verification verify(String credential, boolean mayWait) {
        if (!ApiKeyToken.looksLikeKey(credential)) {
            return verify(SignedTokens.parse(credential), mayWait);
        }
        Optional<ApiKeyToken> key = ApiKeyToken.parse(credential);
        if (key.isEmpty()) {
            return MALFORMED;
        }
        return mayWait ? keys.verifyUnknown(key.get()) : Verification.Unavailable.WITHOUT_WAITING;
    }

    /** Has the issuer confirm a credential that was accepted before, where it can be asked. */
    public Verification confirm(String credential) {
        if (ApiKeyToken.looksLikeKey(credential)) {
            return ApiKeyToken.parse(credential).map(keys::verify).orElse(MALFORMED);
        }
        SignedJWT token = SignedTokens.parse(credential);
        Verification verification = verify(token, true);
        // Attack: made-up tokens would have the service ask the issuer all day. Only signed ones are introspected.
        return token != null
                        && introspection != null
                        && verification instanceof Verification.Accepted accepted
                        && accepted.caller().kind() == Caller.Kind.ACCESS_TOKEN
                ? introspection.confirm(token, accepted)
                : verification;
    }

    /** Whether the issuer can be asked about such credentials. Clerk's tokens can't be introspected. */
    public boolean canConfirm(Caller.Kind kind) {
        return switch (kind) {
            case API_KEY -> true;
            case ACCESS_TOKEN -> introspection != null;
            case SESSION_TOKEN, CLERK_ACCESS_TOKEN, CLERK_ID_TOKEN, TEMPLATE_TOKEN, MACHINE_TOKEN -> false;
        };
    }

    private Verification verify(@Nullable SignedJWT token, boolean mayWait) {
        if (token == null) {
            return MALFORMED;
        }
        JWTClaimsSet claims = SignedTokens.claims(token);
        // The issuer in the token chooses among the configured ones; it is never fetched from.
        TokenVerifier verifier = issuers.get(Objects.requireNonNullElse(claims.getIssuer(), ""));
        return verifier == null ? Verification.refused(Reason.UNKNOWN_ISSUER) : verifier.verify(token, claims, mayWait);
    }
}
