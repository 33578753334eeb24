package com.hubify.identity.server.token;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.grant.DelegatingAuthorizations;
import com.hubify.identity.server.grant.GrantMember;
import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.organization.acting.ActingMember;
import com.hubify.identity.server.organization.acting.ActingMembers;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Shows a grant in which a person acts for an organization as their role allows now, and stores it as it was granted. One for
 * each request.
 */
public final class MemberAuthorizations extends DelegatingAuthorizations {

    private final Grants grants;
    private final ActingMembers members;
    private @Nullable Set<String> granted;

    public MemberAuthorizations(Grants grants, ActingMembers members) {
        super(grants);
        this.grants = grants;
        this.members = members;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        OAuth2Authorization found = super.findByToken(token, type);
        if (found == null || GrantMember.organization(found) == null) {
            return found;
        }
        OAuth2Authorization entered = entered(found, grants, members);
        ActingMember member = GrantMember.of(entered);
        if (member == null) {
            return entered;
        }
        granted = found.getAuthorizedScopes();
        Scopes allowed = members.within(Scopes.parse(granted).orElseThrow(), member.membership());
        if (allowed.areNone()) {
            throw new OAuth2AuthenticationException(new OAuth2Error(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "The person's role in the organization allows none of the granted scopes.",
                    null));
        }
        return scoped(entered, allowed.values());
    }

    @Override
    protected OAuth2Authorization stored(OAuth2Authorization authorization) {
        return granted == null ? authorization : scoped(authorization, granted);
    }

    /**
     * The same grant with the membership as it is now. Without it, the grant ends, or goes on for the person alone, as settings
     * say.
     *
     * @throws OAuth2AuthenticationException with {@code invalid_grant} if it has ended
     */
    static OAuth2Authorization entered(OAuth2Authorization grant, Grants grants, ActingMembers members) {
        String organization = GrantMember.organization(grant);
        if (organization == null) {
            return grant;
        }
        ActingMember member = members.find(new AccountId(grant.getPrincipalName()), organization)
                .orElse(null);
        if (member != null) {
            return GrantMember.with(grant, member);
        }
        if (members.endGrants()) {
            grants.end(grant);
            throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_GRANT));
        }
        return GrantMember.without(grant);
    }

    private static OAuth2Authorization scoped(OAuth2Authorization authorization, Set<String> scopes) {
        return OAuth2Authorization.from(authorization).authorizedScopes(scopes).build();
    }
}
