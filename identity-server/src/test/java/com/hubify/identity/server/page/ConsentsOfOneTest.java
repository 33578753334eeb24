package com.hubify.identity.server.page;

import com.hubify.identity.server.consent.Consents;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/** Keeps consents in memory until the end of a test. */
class ConsentsOfOneTest implements OAuth2AuthorizationConsentService, Consents {

    private OAuth2AuthorizationConsentService consents = new InMemoryOAuth2AuthorizationConsentService();

    void forget() {
        consents = new InMemoryOAuth2AuthorizationConsentService();
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        OAuth2AuthorizationConsent.Builder sum = OAuth2AuthorizationConsent.from(consent);
        allowed(consent.getPrincipalName(), consent.getRegisteredClientId()).forEach(sum::scope);
        consents.save(sum.build());
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        consents.remove(consent);
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String registeredClientId, String principalName) {
        return addedToAnswers(principalName, registeredClientId);
    }

    @Override
    public Map<String, Instant> since(String account) {
        return Map.of();
    }

    @Override
    public Set<String> allowed(String account, String clientId) {
        OAuth2AuthorizationConsent consent = consents.findById(clientId, account);
        return consent == null ? Set.of() : consent.getScopes();
    }

    @Override
    public void takeBack(String account, String clientId, Set<String> scopes) {
        Set<String> left = new HashSet<>(allowed(account, clientId));
        left.removeAll(scopes);
        forget(account, clientId);
        if (!left.isEmpty()) {
            OAuth2AuthorizationConsent.Builder consent = OAuth2AuthorizationConsent.withId(clientId, account);
            left.forEach(consent::scope);
            save(consent.build());
        }
    }

    @Override
    public void forget(String account, String clientId) {
        Optional.ofNullable(consents.findById(clientId, account)).ifPresent(this::remove);
    }
}
