package com.hubify.identity.server.token;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.authentication.AuthenticatedClient;
import com.hubify.identity.server.grant.AuthorizationChanged;
import com.hubify.identity.server.grant.DelegatingAuthorizations;
import com.hubify.identity.server.grant.GrantMember;
import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.organization.acting.ActingMember;
import com.hubify.identity.server.organization.acting.ActingMembers;
import com.hubify.identity.server.reconciliation.PersonStanding;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * The refresh token grant with rotation: each use issues a new refresh token. A used one gets the same response again within
 * the grace period, for a client that never received it; after that, its reuse is treated as theft and revokes the grant.
 *
 * <p>Delegates to Spring's provider. Added here: scopes are compared by what they cover, and of two concurrent refreshes the
 * second is treated as a repetition, and a person whom Clerk has shut out gets nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, section 4.14.2</a>
 */
class RefreshTokenAuthenticationProvider implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(RefreshTokenAuthenticationProvider.class);

    private static final int ATTEMPTS = 3;

    private final Grants authorizations;
    private final OAuth2TokenGenerator<OAuth2Token> generator;
    private final ActingMembers members;
    private final PersonStanding standing;
    private final ApplicationEventPublisher events;

    RefreshTokenAuthenticationProvider(
            Grants authorizations,
            OAuth2TokenGenerator<OAuth2Token> generator,
            ActingMembers members,
            PersonStanding standing,
            ApplicationEventPublisher events) {
        this.members = members;
        this.authorizations = authorizations;
        this.generator = generator;
        this.standing = standing;
        this.events = events;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2RefreshTokenAuthenticationToken request = (OAuth2RefreshTokenAuthenticationToken) authentication;
        RegisteredClient client = AuthenticatedClient.of(request).registration();
        for (int i = 0; i < ATTEMPTS; i++) {
            OAuth2Authorization found =
                    authorizations.findByToken(request.getRefreshToken(), OAuth2TokenType.REFRESH_TOKEN);
            if (found == null) {
                return answerAgain(request, client);
            }
            requireGrantOf(client, found);
            OAuth2Authorization grant = MemberAuthorizations.entered(found, authorizations, members);
            Set<String> asked = request.getScopes();
            Scopes left = left(grant, client);
            RequestedScopes.require(asked, left);
            AccountId person = new AccountId(grant.getPrincipalName());
            requireNotBarred(standing.isBarred(person));
            try {
                Authentication answer = spring(grant, left, asked).authenticate(request);
                // Who departs meanwhile must not keep what was stored after that.
                requireNotBarred(standing.isBarredByNow(person));
                return answer;
            } catch (AuthorizationChanged e) {
                // A concurrent request was first: try again, and find the token used.
                continue;
            }
        }
        throw invalidGrant();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Authentication answerAgain(OAuth2RefreshTokenAuthenticationToken request, RegisteredClient client) {
        String spent = request.getRefreshToken();
        OAuth2Authorization grant = authorizations
                .findBySpentRefreshToken(spent)
                .orElseThrow(RefreshTokenAuthenticationProvider::invalidGrant);
        requireGrantOf(client, grant);
        Grants.Answer answer = answerTo(spent, grant);
        if (!request.getScopes().isEmpty() && !request.getScopes().equals(answer.scopes())) {
            throw invalidGrant(); // not the same request
        }
        Map<String, Object> parameters =
                answer.idToken() == null ? Map.of() : Map.of(OidcParameterNames.ID_TOKEN, answer.idToken());
        return new OAuth2AccessTokenAuthenticationToken(
                client,
                (Authentication) request.getPrincipal(),
                answer.accessToken(),
                answer.refreshToken(),
                parameters);
    }

    private Grants.Answer answerTo(String spent, OAuth2Authorization grant) {
        try {
            return authorizations.answerTo(spent, grant).orElseThrow(() -> reused(grant));
        } catch (UnreadableDocument e) {
            log.warn(
                    "The stored response to the last refresh of grant {} is unreadable, so the request is answered invalid_grant: {}",
                    grant.getId(),
                    e.getMessage());
            throw invalidGrant(); // no reuse, so the grant stays
        }
    }

    /** One of two holders of the token is a thief, and it is not known which, so neither may continue. */
    private OAuth2AuthenticationException reused(OAuth2Authorization grant) {
        authorizations.end(grant);
        events.publishEvent(
                new RefreshTokenReused(grant.getId(), grant.getRegisteredClientId(), grant.getPrincipalName()));
        return invalidGrant();
    }

    /**
     * The granted scopes that the client may still have: a scope removed from its registration, or not allowed by the person's
     * role as it is now, must not stay in refreshed tokens.
     */
    private Scopes left(OAuth2Authorization grant, RegisteredClient client) {
        Scopes allowed = HubifyClientSettings.scopes(client);
        Scopes kept = Scopes.of(Scopes.parse(grant.getAuthorizedScopes()).orElseThrow().asSet().stream()
                .filter(allowed::cover)
                .toList());
        ActingMember member = GrantMember.of(grant);
        Scopes left = member == null ? kept : members.within(kept, member.membership());
        if (left.areNone()) {
            throw invalidGrant();
        }
        return left;
    }

    private OAuth2RefreshTokenAuthenticationProvider spring(OAuth2Authorization grant, Scopes left, Set<String> asked) {
        Set<String> granted = grant.getAuthorizedScopes();
        Set<String> spelledOut = new HashSet<>(left.values());
        spelledOut.addAll(asked);
        return new OAuth2RefreshTokenAuthenticationProvider(
                new DelegatingAuthorizations(authorizations) {
                    /** Not looked up again: a concurrent change is detected when saving. */
                    @Override
                    public OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
                        return scoped(grant, spelledOut);
                    }

                    @Override
                    protected OAuth2Authorization stored(OAuth2Authorization authorization) {
                        return scoped(authorization, granted);
                    }
                },
                generator);
    }

    private static OAuth2Authorization scoped(OAuth2Authorization authorization, Set<String> scopes) {
        return OAuth2Authorization.from(authorization).authorizedScopes(scopes).build();
    }

    private static void requireNotBarred(boolean isBarred) {
        if (isBarred) {
            throw invalidGrant();
        }
    }

    private static void requireGrantOf(RegisteredClient client, OAuth2Authorization grant) {
        if (!client.getId().equals(grant.getRegisteredClientId())) {
            throw invalidGrant();
        }
    }

    private static OAuth2AuthenticationException invalidGrant() {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT));
    }
}
