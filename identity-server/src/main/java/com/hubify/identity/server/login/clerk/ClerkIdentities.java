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

/** Reads a few claims of Clerk's ID token. UserInfo is not requested; it has nothing that the signed token lacks. */
@Component
public class ClerkIdentities implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /** A Clerk instance signs machine tokens with the same key; their subjects are not accepted. */
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

    /** It becomes the src of an image: https only, no data or script URLs. */
    private static @Nullable String picture(@Nullable String claim) {
        return claim != null && PICTURE.matcher(claim).matches() ? claim : null;
    }

    private static @Nullable String text(@Nullable String claim) {
        return claim == null || claim.isBlank() || claim.length() > LONGEST ? null : claim;
    }
}
