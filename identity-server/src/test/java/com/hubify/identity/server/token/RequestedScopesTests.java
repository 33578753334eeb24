package com.hubify.identity.server.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.TestClients;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class RequestedScopesTests {

    // It may have openid and labs:read.
    private final RegisteredClient client = TestClients.named("client").build();

    /** Fault: libraries ask for offline_access, or for all of OpenID Connect's scopes, by themselves, and were refused. */
    @ParameterizedTest
    @CsvSource({
        "openid labs:read offline_access, openid labs:read",
        "openid profile email address phone, openid",
        "openid email offline_access, openid",
        "labs:read profile, labs:read",
        "labs:read, labs:read"
    })
    void leavesOpenidConnectsScopesOutThatTheClientMayNotHave(String asked, String kept) {
        Set<String> scopes = RequestedScopes.orDefault(words(asked), client);

        assertThat(scopes).containsExactlyInAnyOrderElementsOf(words(kept));
        assertThat(RequestedScopes.refusal(scopes, HubifyClientSettings.scopes(client)))
                .isEmpty();
    }

    /** What it would be for is no preference: the client must hear that it doesn't get that. */
    @ParameterizedTest
    @CsvSource({"openid labs:write", "openid clients:*", "offline_access", "profile email", "labs:write offline_access"
    })
    void refusesWhatElseItMayNotHave(String asked) {
        Set<String> scopes = RequestedScopes.orDefault(words(asked), client);

        assertThat(RequestedScopes.refusal(scopes, HubifyClientSettings.scopes(client)))
                .isPresent();
    }

    private static List<String> words(String scope) {
        return List.of(scope.split(" "));
    }
}
