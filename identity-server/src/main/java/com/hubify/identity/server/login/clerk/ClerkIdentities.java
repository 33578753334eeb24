package com.hubify.identity.server.login.clerk;

import com.hubify.identity.server.account.UpstreamIdentity;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Reads Clerk's ID token: a named few claims and nothing else. UserInfo is not asked; it says nothing that the signed token
 * does not.
 */
@Component
public class ClerkIdentities implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** One Clerk instance signs tokens of machines with the same key; those never become people. */
    private static final Pattern USER_ID = Pattern.compile("user_[A-Za-z0-9]{1,64}");

    private static final int LONGEST = 256;

    private static final Pattern PICTURE = Pattern.compile("https://[A-Za-z0-9.-]+[/?][!-~&&[^\"'<>\\\\]]{0,2000}");

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        if (!USER_ID.matcher(request.getIdToken().getSubject()).matches()) {
            throw new OAuth2AuthenticationException("upstream_subject_refused");
        }
        return new DefaultOidcUser(List.of(), request.getIdToken());
    }

    public static UpstreamIdentity identity(OidcUser user) {
        OidcIdToken token = user.getIdToken();
        return new UpstreamIdentity(
                Objects.requireNonNull(token.getIssuer()).toString(),
                Objects.requireNonNull(token.getSubject()),
                text(token.getClaimAsString("name")),
                text(token.getClaimAsString("preferred_username")),
                Boolean.TRUE.equals(token.getEmailVerified()) ? text(token.getEmail()) : null,
                text(token.getClaimAsString("given_name")),
                text(token.getClaimAsString("family_name")),
                picture(token.getClaimAsString("picture")));
    }

    /** It becomes a page's image: no scripts, no data, nothing a browser would fetch in clear. */
    private static @Nullable String picture(@Nullable String claim) {
        return claim != null && PICTURE.matcher(claim).matches() ? claim : null;
    }

    private static @Nullable String text(@Nullable String claim) {
        return claim == null || claim.isBlank() || claim.length() > LONGEST ? null : claim;
    }
}
