package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;

/** Settings that would make a client which nobody can use, or which anybody can. */
class ClientRulesTests {

    private static final String PREFIX = "hubify.identity.clients.it.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret         | grant-types=client_credentials",
                "secret         | secret= ; grant-types=client_credentials",
                "secret         | secret={ ; grant-types=client_credentials",
                "secret         | secret={unknown}x ; grant-types=client_credentials",
                "secret         | secret={bcrypt}junk ; grant-types=client_credentials",
                "secret         | secret={noop}x ; grant-types=client_credentials",
                "public         | secret=s ; public=true ; grant-types=client_credentials",
                "grant-types    | public=true ; grant-types=client_credentials",
                "grant-types    | secret=s",
                "grant-types    | secret=s ; grant-types=password",
                "grant-types    | secret=s ; grant-types=refresh_token",
                "introspection  | public=true ; introspection=true ; grant-types=authorization_code ; redirect-uris=https://a.example/",
                "require-pkce   | public=true ; require-pkce=false ; grant-types=authorization_code ; redirect-uris=https://a.example/",
                "redirect-uris  | secret=s ; grant-types=authorization_code",
                "redirect-uris  | secret=s ; grant-types=client_credentials ; redirect-uris=https://a.example/",
                "require-pkce   | secret=s ; grant-types=client_credentials ; require-pkce=false",
                "name           | secret=s ; grant-types=client_credentials ; name=",
                "scopes         | secret=s ; grant-types=authorization_code ; redirect-uris=https://a.example/",
                "scopes         | secret=s ; grant-types=client_credentials ; scopes=offline_access",
                "post-logout-redirect-uris | secret=s ; grant-types=client_credentials ; post-logout-redirect-uris=https://a.example/",
                "id-token-claims | secret=s ; grant-types=authorization_code ; redirect-uris=https://a.example/ ; scopes=profile ; id-token-claims=profile",
                "id-token-claims | secret=s ; grant-types=authorization_code ; redirect-uris=https://a.example/ ; scopes=openid ; id-token-claims=profile",
                "redirect-uris  | secret=s ; grant-types=authorization_code ; redirect-uris=https://*.example/",
                "post-logout-redirect-uris | secret=s ; grant-types=client_credentials ; post-logout-redirect-uris=/",
                "default-scopes | secret=s ; grant-types=client_credentials ; scopes=labs:read ; default-scopes=labs:*",
                "id-token-claims | secret=s ; grant-types=client_credentials ; id-token-claims=phone",
                "consent        | public=true ; consent=false ; grant-types=authorization_code ; redirect-uris=http://127.0.0.1/cb ; scopes=openid",
                "consent        | public=true ; consent=false ; grant-types=authorization_code ; redirect-uris=com.example.app:/cb ; scopes=openid",
                "id-token-algorithm | secret=s ; grant-types=client_credentials ; id-token-algorithm=none",
                "access-token-time-to-live | secret=s ; grant-types=client_credentials ; access-token-time-to-live=0s"
            })
    void stopTheStartAndNameTheProperty(String property, String settings) {
        InvalidConfigurationPropertyValueException refused = (InvalidConfigurationPropertyValueException)
                NestedExceptionUtils.getRootCause(catchThrowable(() -> catalog(settings)));

        assertThat(refused).as(settings).isNotNull();
        assertThat(refused.getName()).isEqualTo(PREFIX + property);
        assertThat(refused.getValue()).isNull();
    }

    /** Attack: 10,000 redirect URIs, each compared with at each request of anybody. */
    @Test
    void aClientHasABoundedNumberOfAddresses() {
        String uris =
                IntStream.range(0, 101).mapToObj(i -> "https://a.example/" + i).collect(Collectors.joining(","));
        String usual = "secret=s ; grant-types=authorization_code ; scopes=openid ; redirect-uris=";

        assertThatCode(() -> catalog(usual + uris.substring(0, uris.lastIndexOf(','))))
                .doesNotThrowAnyException();
        assertThat(catchThrowable(() -> catalog(usual + uris))).rootCause().hasMessageContaining("at most 100 URIs");
        String long10 = IntStream.range(0, 10)
                .mapToObj(i -> "https://a.example/" + i + "x".repeat(1_000))
                .collect(Collectors.joining(","));
        assertThat(catchThrowable(() -> catalog(usual + long10))).rootCause().hasMessageContaining("10,000 characters");
    }

    /**
     * Attack: a client with the id of a person gets tokens by itself, whose subject a service takes for that person (RFC 9700,
     * section 4.15).
     */
    @ParameterizedTest
    @ValueSource(strings = {"user_2hUbIfYsOlOsAmPlEuSeR000001", "org_2hUbIfY"})
    void aClientHasNoIdThatAPersonMayHave(String id) {
        assertThat(catchThrowable(() -> ClientRules.check(
                        id,
                        new ClientProperties.Client(
                                        null,
                                        "secret",
                                        false,
                                        Set.of("client_credentials"),
                                        Set.of(),
                                        Set.of(),
                                        Set.of("labs:read"),
                                        Set.of(),
                                        true,
                                        false,
                                        true,
                                        "RS256",
                                        Set.of(),
                                        Duration.ofMinutes(10),
                                        Duration.ofDays(30),
                                        null,
                                        null,
                                        null)
                                .metadata())))
                .hasMessageContaining("user_ or org_");
    }

    @Test
    void publicClientSaysSo() {
        assertThatCode(
                        () -> catalog(
                                "public=true ; grant-types=authorization_code ; redirect-uris=http://localhost/cb ; scopes=openid"))
                .doesNotThrowAnyException();
    }

    private static void catalog(String settings) {
        Map<String, String> properties = new HashMap<>();
        Arrays.stream(settings.split(";", -1)).map(String::strip).forEach(setting -> {
            String[] parts = setting.split("=", 2);
            properties.put(PREFIX + parts[0], parts[1].strip());
        });
        new ClientCatalog(new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("hubify.identity", ClientProperties.class));
    }
}
