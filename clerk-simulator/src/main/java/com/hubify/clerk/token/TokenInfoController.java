package com.hubify.clerk.token;

import com.hubify.clerk.directory.Directory;
import com.hubify.clerk.grant.Grant;
import com.hubify.clerk.grant.Grants;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Introspection. Clerk tells neither expiry nor issuer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662, section 2</a>
 */
@RestController
class TokenInfoController {

    private final ClientAuthentication clients;
    private final AccessTokens accessTokens;
    private final Grants grants;
    private final Directory directory;

    TokenInfoController(ClientAuthentication clients, AccessTokens accessTokens, Grants grants, Directory directory) {
        this.clients = clients;
        this.accessTokens = accessTokens;
        this.grants = grants;
        this.directory = directory;
    }

    @PostMapping(path = "/oauth/token_info", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> introspect(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String scope,
            HttpServletRequest request) {
        clients.authenticate(request);
        return accessTokens
                .read(token)
                .or(() -> grants.refreshable(token).map(TokenInfoController::asToken))
                .filter(found -> directory.user(found.userId()).isPresent())
                .filter(found -> scope.isBlank() || found.scopes().containsAll(words(scope)))
                .map(TokenInfoController::active)
                .orElse(Map.of("active", false));
    }

    private static AccessToken asToken(Grant grant) {
        return new AccessToken(
                grant.clientId(),
                grant.userId(),
                grant.scopes(),
                grant.requestedAt().getEpochSecond(),
                Optional.ofNullable(grant.organizationId()));
    }

    private static Map<String, Object> active(AccessToken token) {
        Map<String, Object> body = new TreeMap<>();
        body.put("active", true);
        body.put("client_id", token.clientId());
        body.put("iat", token.issuedAt());
        body.put("scope", String.join(" ", token.scopes()));
        body.put("sub", token.userId());
        token.organizationId().ifPresent(id -> body.put("org_id", id));
        return body;
    }

    private static Set<String> words(String scope) {
        return Set.copyOf(Arrays.asList(scope.strip().split(" +")));
    }
}
