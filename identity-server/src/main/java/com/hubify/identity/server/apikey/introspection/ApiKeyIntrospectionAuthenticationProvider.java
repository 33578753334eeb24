package com.hubify.identity.server.apikey.introspection;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.authentication.AuthenticatedClient;
import com.hubify.identity.server.organization.acting.ActingMember;
import com.hubify.identity.server.organization.acting.ActingMembers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/**
 * Answers RFC 7662 introspection of API keys, so that services can handle keys and tokens alike. An invalid key is
 * answered with {@code "active": false} and nothing more; other tokens are left to the next provider.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662, section 2.2</a>
 */
class ApiKeyIntrospectionAuthenticationProvider implements AuthenticationProvider {

    private final KnownApiKeys known;
    private final ApiKeyUses uses;
    private final ActingMembers members;

    ApiKeyIntrospectionAuthenticationProvider(KnownApiKeys known, ApiKeyUses uses, ActingMembers members) {
        this.known = known;
        this.uses = uses;
        this.members = members;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var request = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
        if (!ApiKeyToken.looksLikeKey(request.getToken())) {
            return null;
        }
        AuthenticatedClient client = AuthenticatedClient.of(request);
        // Only resource servers may introspect API keys.
        if (!HubifyClientSettings.mayIntrospect(client.registration())) {
            throw HubifyClientSettings.introspectionRefused();
        }
        OAuth2TokenIntrospection answer = answer(
                known.verify(request.getToken()),
                enforcesNetworks(request),
                client.registration().getClientId());
        return new OAuth2TokenIntrospectionAuthenticationToken(request.getToken(), client.authentication(), answer);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static boolean enforcesNetworks(OAuth2TokenIntrospectionAuthenticationToken request) {
        return request.getAdditionalParameters().get(TokenClaims.UNDERSTANDS) instanceof String restrictions
                && List.of(restrictions.split(" ")).contains(TokenClaims.ALLOWED_IPS);
    }

    // Attack: use a stolen key from anywhere, at a service from before keys had networks, which ignores them.
    private OAuth2TokenIntrospection answer(ApiKeyVerification verification, boolean enforcesNetworks, String service) {
        if (!(verification instanceof ApiKeyVerification.Accepted accepted)
                || !(enforcesNetworks || accepted.key().allowedIps().areAnywhere())) {
            return OAuth2TokenIntrospection.builder().build();
        }
        // Attack: try a stolen key elsewhere, where it is refused, so that a rotated one is never quiet. The service
        // compares the address, and reports what it has accepted.
        if (accepted.key().allowedIps().areAnywhere()) {
            uses.note(accepted.key());
        }
        uses.noteService(accepted.key().id(), service);
        return active(accepted.key());
    }

    private OAuth2TokenIntrospection active(ApiKey key) {
        OAuth2TokenIntrospection.Builder answer = OAuth2TokenIntrospection.builder(true)
                .tokenType(TokenClaims.API_KEY_TYPE)
                .claim(TokenClaims.KEY_ID, key.id().value())
                .claim(TokenClaims.KEY_STATE, key.changes())
                .subject(key.owner().value())
                .issuer(AuthorizationServerContextHolder.getContext().getIssuer())
                .issuedAt(key.createdAt());
        // Without any there is no member: it would be written as an array, which is not what RFC 7662 has.
        if (!key.scopes().areNone()) {
            answer.scopes(scopes -> scopes.addAll(key.scopes().values()));
        }
        if (key.expiresAt() != null) {
            answer.expiresAt(key.expiresAt());
        }
        if (!key.allowedIps().areAnywhere()) {
            answer.claim(TokenClaims.ALLOWED_IPS, key.allowedIps().texts());
        }
        if (key.organization() != null) {
            answer.claim(TokenClaims.ORGANIZATION, key.organization());
            if (key.creator() != null) {
                answer.claim(TokenClaims.CREATED_BY, key.creator().value());
                return answer.build();
            }
            members.find(key.owner(), key.organization())
                    .map(ActingMember::claims)
                    .ifPresent(claims -> claims.forEach(answer::claim));
        }
        return answer.build();
    }
}
