package com.hubify.clerk.token;

import com.hubify.clerk.application.OAuthApplication;
import com.hubify.clerk.grant.Grant;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Exchanges a refresh token for new tokens, and rotates it. */
@Component
class RefreshExchange {

    private final Grants grants;
    private final TokenMinter minter;
    private final InstanceProperties instance;

    RefreshExchange(Grants grants, TokenMinter minter, InstanceProperties instance) {
        this.grants = grants;
        this.minter = minter;
        this.instance = instance;
    }

    Map<String, Object> exchange(OAuthApplication client, String token, String scope) {
        Grant issued = grants.grantOfRefreshToken(token).orElseThrow(RefreshExchange::notValid);
        if (!issued.clientId().equals(client.clientId())) {
            throw new OAuthProblem(
                    OAuthError.INVALID_GRANT,
                    "The OAuth 2.0 Client ID from this request does not match the ID during the initial token issuance.");
        }
        Grant grant = grants.refreshable(token).orElseThrow(() -> reused(issued));
        Set<String> scopes = narrow(grant, scope);
        if (!grants.spendRefreshToken(token)) {
            throw reused(grant);
        }
        return minter.mint(grant, scopes, true);
    }

    private OAuthProblem reused(Grant grant) {
        if (instance.switches().refreshReuseRevokesGrant()) {
            // Of two holders of one refresh token at most one is the application, and it is not known which.
            grants.revoke(grant);
        }
        return new OAuthProblem(OAuthError.INVALID_GRANT, "The refresh token was already used.");
    }

    private static OAuthProblem notValid() {
        return new OAuthProblem(OAuthError.INVALID_GRANT, "The refresh token is malformed or not valid.");
    }

    private static Set<String> narrow(Grant grant, String scope) {
        if (scope.isBlank()) {
            return grant.scopes();
        }
        Set<String> scopes = new LinkedHashSet<>(Arrays.asList(scope.strip().split(" +")));
        for (String one : scopes) {
            if (!grant.allows(one)) {
                throw new OAuthProblem(
                        OAuthError.INVALID_SCOPE,
                        "The OAuth 2.0 Client is not allowed to request scope '%s'.".formatted(one));
            }
        }
        return scopes;
    }
}
