package com.hubify.identity.server.consent;

import com.hubify.identity.server.page.KnownClients;
import com.hubify.identity.server.page.KnownPeople;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** A request that waits for its person's answer, as Spring's authorization server keeps it. Ada is asked. */
public final class PendingConsent {

    public static final String USER_CODE = "BCDF-GHJK";

    private final RegisteredClient client;
    private final Set<String> scopes;
    private String person = KnownPeople.ADA;
    private String state = "pending-state";

    private PendingConsent(RegisteredClient client, String... scopes) {
        this.client = client;
        this.scopes = new LinkedHashSet<>(List.of(scopes));
    }

    public static PendingConsent forWeb(String... scopes) {
        return new PendingConsent(KnownClients.web().build(), scopes);
    }

    public static PendingConsent forDevice(String... scopes) {
        return new PendingConsent(KnownClients.device().build(), scopes);
    }

    public PendingConsent of(String person) {
        this.person = person;
        return this;
    }

    public PendingConsent state(String state) {
        this.state = state;
        return this;
    }

    public OAuth2Authorization saveTo(OAuth2AuthorizationService authorizations) {
        OAuth2Authorization pending = build();
        authorizations.save(pending);
        return pending;
    }

    private OAuth2Authorization build() {
        OAuth2Authorization.Builder pending = OAuth2Authorization.withRegisteredClient(client)
                .id("pending-" + state)
                .principalName(person)
                .attribute(OAuth2ParameterNames.STATE, state);
        return client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.DEVICE_CODE)
                ? device(pending).build()
                : web(pending).build();
    }

    private OAuth2Authorization.Builder web(OAuth2Authorization.Builder pending) {
        return pending.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .attribute(
                        OAuth2AuthorizationRequest.class.getName(),
                        OAuth2AuthorizationRequest.authorizationCode()
                                .authorizationUri("http://localhost/oauth2/authorize")
                                .clientId(client.getClientId())
                                .redirectUri(KnownClients.WEB_REDIRECT)
                                .state("state-of-the-client")
                                .scopes(scopes)
                                .build());
    }

    private OAuth2Authorization.Builder device(OAuth2Authorization.Builder pending) {
        Instant now = Clock.systemUTC().instant();
        Instant later = now.plusSeconds(300);
        return pending.authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
                .attribute(OAuth2ParameterNames.SCOPE, scopes)
                .token(new OAuth2DeviceCode("device-code-" + state, now, later))
                .token(new OAuth2UserCode(USER_CODE, now, later));
    }
}
