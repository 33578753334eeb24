package com.hubify.clerk.token;

import com.hubify.clerk.application.OAuthApplication;
import com.hubify.clerk.grant.AuthorizationCode;
import com.hubify.clerk.grant.Grant;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Exchanges a code, once, for the application it was issued to. */
@Component
class CodeExchange {

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final Clock clock;
    private final Grants grants;
    private final TokenMinter minter;

    CodeExchange(Clock clock, Grants grants, TokenMinter minter) {
        this.clock = clock;
        this.grants = grants;
        this.minter = minter;
    }

    Map<String, Object> exchange(OAuthApplication client, String value, @Nullable String redirectUri, String verifier) {
        AuthorizationCode code = grants.code(value).orElseThrow(() -> refusal(""));
        requireSameRequest(client, code, redirectUri);
        requireProof(client, code, verifier);
        if (!code.isSpent() && !code.isUsableAt(clock.instant())) {
            throw refusal("");
        }
        Grant grant = grants.spend(code).orElseThrow(() -> refusal("The authorization code has already been used."));
        return minter.mint(grant, grant.scopes(), minter.mayRefresh(grant));
    }

    private static void requireSameRequest(
            OAuthApplication client, AuthorizationCode code, @Nullable String redirectUri) {
        if (!code.grant().clientId().equals(client.clientId())) {
            throw refusal(
                    "The OAuth 2.0 Client ID from this request does not match the one from the authorize request.");
        }
        if (!code.wasRequestedWith(redirectUri)) {
            throw refusal("The 'redirect_uri' from this request does not match the one from the authorize request.");
        }
    }

    private static void requireProof(OAuthApplication client, AuthorizationCode code, String verifier) {
        if (!code.hasChallenge()) {
            // A verifier without a challenge means the challenge was stripped from the request on its way.
            if (!verifier.isEmpty() || client.needsPkce()) {
                throw refusal("The PKCE code verifier was provided but the code challenge was absent from the"
                        + " authorization request.");
            }
            return;
        }
        if (!VERIFIER.matcher(verifier).matches()) {
            throw refusal("The PKCE code verifier must be at least 43 characters.");
        }
        if (!code.isAnsweredBy(verifier)) {
            throw refusal("The PKCE code challenge did not match the code verifier.");
        }
    }

    private static OAuthProblem refusal(String hint) {
        return new OAuthProblem(OAuthError.INVALID_GRANT, hint);
    }
}
