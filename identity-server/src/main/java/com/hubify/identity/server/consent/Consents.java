package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;

/** What people allowed clients, beyond what Spring's providers ask of their consent service. */
public interface Consents {

    /** The clients that a person allowed something, and since when. */
    Map<String, Instant> since(String account);

    /** What a client may have without asking again; empty if nothing. */
    Set<String> allowed(String account, String clientId);

    /**
     * The same, as Spring's providers see it; null if nothing. They add it to the answer of a form, so it is without {@code *}: that is
     * given by a tick alone.
     */
    default @Nullable OAuth2AuthorizationConsent addedToAnswers(String account, String clientId) {
        OAuth2AuthorizationConsent.Builder consent = OAuth2AuthorizationConsent.withId(clientId, account);
        List<String> added = allowed(account, clientId).stream()
                .filter(scope -> !scope.equals(Scope.ALL.value()))
                .toList();
        added.forEach(consent::scope);
        return added.isEmpty() ? null : consent.build();
    }

    /** Takes these scopes back; others stay. */
    void takeBack(String account, String clientId, Set<String> scopes);

    /** Takes everything back. */
    void forget(String account, String clientId);
}
