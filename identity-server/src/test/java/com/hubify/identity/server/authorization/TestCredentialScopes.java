package com.hubify.identity.server.authorization;

import com.hubify.identity.server.page.KnownClients;
import java.time.Clock;
import java.util.Set;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** The scopes that manage credentials, as the settings have them by default. */
public final class TestCredentialScopes {

    /** A client that gets such a scope where it names none. */
    static final String KEEPER = "keeper";

    private TestCredentialScopes() {}

    public static RecentSignIn recentSignIn(Clock clock) {
        return new RecentSignIn(clock);
    }

    public static CredentialScopes byDefault() {
        return new CredentialScopes(
                new AuthorizationProperties(Set.of("api-keys:write", "signing-keys:write", "revocations:write")),
                new InMemoryRegisteredClientRepository(
                        KnownClients.device().build(),
                        KnownClients.device()
                                .id(KEEPER)
                                .clientId(KEEPER)
                                .clientSecret("{noop}another-secret")
                                .clientSettings(ClientSettings.builder()
                                        .setting("hubify.default-scopes", "labs:read api-keys:write")
                                        .build())
                                .build()));
    }
}
