package com.hubify.clerk.token;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.grant.Grant;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.instance.InstanceProperties;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import com.hubify.clerk.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Mints what a token response carries. */
@Component
class TokenMinter {

    static final Duration LIFE = Duration.ofDays(1);

    private final Clock clock;
    private final Grants grants;
    private final Directory directory;
    private final InstanceProperties instance;
    private final AccessTokens accessTokens;
    private final IdTokens idTokens;

    TokenMinter(
            Clock clock,
            Grants grants,
            Directory directory,
            InstanceProperties instance,
            AccessTokens accessTokens,
            IdTokens idTokens) {
        this.clock = clock;
        this.grants = grants;
        this.directory = directory;
        this.instance = instance;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
    }

    boolean mayRefresh(Grant grant) {
        return grant.allows("offline_access") || instance.switches().refreshTokenWithoutOfflineAccess();
    }

    /** The members of a successful token response (RFC 6749, section 5.1); {@code token_type} is in lower case. */
    Map<String, Object> mint(Grant grant, Set<String> scopes, boolean refreshable) {
        User user = directory.user(grant.userId()).orElseThrow(() -> new OAuthProblem(OAuthError.INVALID_GRANT));
        Instant now = clock.instant();
        Grant current = stillMember(user, grant) ? grant : grant.withoutOrganization();
        String accessToken = accessTokens.issue(current, scopes, now);
        Map<String, Object> response = new TreeMap<>();
        response.put("access_token", accessToken);
        response.put("expires_in", LIFE.toSeconds());
        response.put("scope", String.join(" ", scopes));
        response.put("token_type", "bearer");
        if (scopes.contains("openid")) {
            response.put("id_token", idTokens.issue(current, scopes, user, accessToken, now));
        }
        if (refreshable) {
            response.put("refresh_token", grants.issueRefreshToken(grant));
        }
        return response;
    }

    private boolean stillMember(User user, Grant grant) {
        return grant.organizationId() == null
                || directory.membership(user, grant.organizationId()).isPresent();
    }
}
