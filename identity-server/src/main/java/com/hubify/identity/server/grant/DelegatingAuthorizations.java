package com.hubify.identity.server.grant;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * An {@code OAuth2AuthorizationService} that shows grants differently to one of Spring's providers, whose comparison of
 * scopes does not know wildcards.
 */
public abstract class DelegatingAuthorizations implements OAuth2AuthorizationService {

    private final OAuth2AuthorizationService authorizations;

    protected DelegatingAuthorizations(OAuth2AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** The authorization to store, from the one that the provider saves. */
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
