package com.hubify.identity.server.token;

import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.organization.acting.ActingMembers;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Redeems codes with Spring's provider, which sees no more of a grant than the person's role in their organization allows. */
final class AuthorizationCodeAuthenticationProvider implements AuthenticationProvider {

    private final Grants grants;
    private final OAuth2TokenGenerator<OAuth2Token> generator;
    private final ActingMembers members;

    AuthorizationCodeAuthenticationProvider(
            Grants grants, OAuth2TokenGenerator<OAuth2Token> generator, ActingMembers members) {
        this.grants = grants;
        this.generator = generator;
        this.members = members;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        return new OAuth2AuthorizationCodeAuthenticationProvider(new MemberAuthorizations(grants, members), generator)
                .authenticate(authentication);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2AuthorizationCodeAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
