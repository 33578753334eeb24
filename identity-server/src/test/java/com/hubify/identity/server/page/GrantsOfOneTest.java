package com.hubify.identity.server.page;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** Keeps grants in memory until the end of a test. */
class GrantsOfOneTest implements OAuth2AuthorizationService {

    private OAuth2AuthorizationService grants = new InMemoryOAuth2AuthorizationService();

    void forget() {
        grants = new InMemoryOAuth2AuthorizationService();
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        grants.save(authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        grants.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return grants.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
        return grants.findByToken(token, tokenType);
    }
}
