package com.hubify.identity.server.login.clerk;

import com.hubify.identity.server.account.UpstreamIdentity;
import com.hubify.identity.server.clerk.ClerkText;
import java.util.List;
import java.util.Objects;
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

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        if (!ClerkText.isUserId(request.getIdToken().getSubject())) {
            throw new OAuth2AuthenticationException("upstream_subject_refused");
        }
        return new DefaultOidcUser(List.of(), request.getIdToken());
    }

    public static UpstreamIdentity identity(OidcUser user) {
        OidcIdToken token = user.getIdToken();
        return new UpstreamIdentity(
                Objects.requireNonNull(token.getIssuer()).toString(),
                Objects.requireNonNull(token.getSubject()),
                ClerkText.of(token.getClaimAsString("name")),
                ClerkText.of(token.getClaimAsString("preferred_username")),
                Boolean.TRUE.equals(token.getEmailVerified()) ? ClerkText.of(token.getEmail()) : null,
                ClerkText.of(token.getClaimAsString("given_name")),
                ClerkText.of(token.getClaimAsString("family_name")),
                ClerkText.picture(token.getClaimAsString("picture")));
    }
}
