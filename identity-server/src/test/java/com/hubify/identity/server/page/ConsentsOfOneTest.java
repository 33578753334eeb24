package com.hubify.identity.server.page;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/** Keeps consents in memory until the end of a test. */
class ConsentsOfOneTest implements OAuth2AuthorizationConsentService {

    private OAuth2AuthorizationConsentService consents = new InMemoryOAuth2AuthorizationConsentService();

    void forget() {
        consents = new InMemoryOAuth2AuthorizationConsentService();
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        consents.save(consent);
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        consents.remove(consent);
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String registeredClientId, String principalName) {
        return consents.findById(registeredClientId, principalName);
    }
}
