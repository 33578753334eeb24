package com.hubify.clerk.token;

import com.hubify.clerk.application.OAuthApplication;
import com.hubify.clerk.grant.Grant;
import com.hubify.clerk.grant.Grants;
import com.hubify.clerk.grant.OpaqueAccessToken;
import com.hubify.clerk.problem.OAuthError;
import com.hubify.clerk.problem.OAuthProblem;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Revocation: either token of a grant ends the grant. Unknown tokens and those of other clients get the same
 * empty 200; only a JWT access token is refused: it isn't stored, so nothing can end it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009, section 2</a>
 */
@RestController
class RevocationController {

    private final ClientAuthentication clients;
    private final AccessTokens accessTokens;
    private final Grants grants;

    RevocationController(ClientAuthentication clients, AccessTokens accessTokens, Grants grants) {
        this.clients = clients;
        this.accessTokens = accessTokens;
        this.grants = grants;
    }

    @PostMapping("/oauth/token/revoke")
    ResponseEntity<Void> revoke(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        OAuthApplication client = clients.authenticate(request);
        if (accessTokens.isJwt(token)) {
            throw new OAuthProblem(OAuthError.UNSUPPORTED_TOKEN_TYPE);
        }
        grants.grantOfRefreshToken(token)
                .or(() -> grants.accessToken(token).map(OpaqueAccessToken::grant))
                .filter(grant -> belongsTo(client, grant))
                .ifPresent(grants::revoke);
        return ResponseEntity.ok().build();
    }

    private static boolean belongsTo(OAuthApplication client, Grant grant) {
        return grant.clientId().equals(client.clientId());
    }
}
