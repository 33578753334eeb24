package com.hubify.identity.server.grant;

import com.hubify.identity.server.grant.document.AuthorizationJson;
import com.hubify.identity.server.organization.acting.ActingMember;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** The organization for which a person acts in a grant, and the membership by which they do while tokens are issued. */
public final class GrantMember {

    private static final String ORGANIZATION = AuthorizationJson.ORGANIZATION;
    private static final String MEMBER = AuthorizationJson.TRANSIENT + "member";

    private GrantMember() {}

    /** Null if the person acts for themselves. */
    public static @Nullable String organization(OAuth2Authorization grant) {
        return grant.getAttribute(ORGANIZATION);
    }

    /** Null if the person acts for themselves, or the membership was not read. */
    public static @Nullable ActingMember of(OAuth2Authorization grant) {
        return grant.getAttribute(MEMBER);
    }

    /** The same grant, as long as tokens are issued from it. */
    public static OAuth2Authorization with(OAuth2Authorization grant, ActingMember member) {
        return OAuth2Authorization.from(grant).attribute(MEMBER, member).build();
    }

    /** The same grant, in which the person acts for an organization. */
    public static OAuth2Authorization in(OAuth2Authorization grant, String organization) {
        return OAuth2Authorization.from(grant)
                .attribute(ORGANIZATION, organization)
                .build();
    }

    /** The same grant, in which the person acts for themselves. */
    public static OAuth2Authorization without(OAuth2Authorization grant) {
        return OAuth2Authorization.from(grant)
                .attributes(attributes -> attributes.remove(ORGANIZATION))
                .build();
    }
}
