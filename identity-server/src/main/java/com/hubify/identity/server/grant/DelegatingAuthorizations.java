package com.hubify.identity.server.grant;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** The grants as one of Spring's providers is to see them where its own comparison of scopes is in the way. */
public abstract class DelegatingAuthorizations implements OAuth2AuthorizationService {

    private final OAuth2AuthorizationService authorizations;

    protected DelegatingAuthorizations(OAuth2AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** What is stored in place of what the provider stores. */
    protected OAuth2Authorization stored(OAuth2Authorization authorization) {
        return authorization;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        authorizations.save(stored(authorization));
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        authorizations.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return authorizations.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return authorizations.findByToken(token, type);
    }
}
