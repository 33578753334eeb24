package com.hubify.identity.server.page;

import com.hubify.identity.server.consent.AnsweredQuestions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** Keeps grants in memory until the end of a test. */
class GrantsOfOneTest implements OAuth2AuthorizationService, AnsweredQuestions {

    private OAuth2AuthorizationService grants = new InMemoryOAuth2AuthorizationService();

    private final Map<String, String> asked = new HashMap<>();

    void forget() {
        asked.clear();
        grants = new InMemoryOAuth2AuthorizationService();
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        grants.save(authorization);
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        if (state != null) {
            asked.put(state, authorization.getId());
        }
    }

    @Override
    public Optional<OAuth2Authorization> answered(String state) {
        return Optional.ofNullable(asked.get(state))
                .map(grants::findById)
                .filter(grant -> grant.getAttribute(OAuth2ParameterNames.STATE) == null);
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
