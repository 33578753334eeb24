package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class ClientCatalogTests {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration MONTH = Duration.ofDays(30);

    private final ClientSecrets secrets = new ClientSecrets(TestClients.NO_USES);

    @Test
    void clientWithoutSecretIsPublicAndProvesPossession() {
        RegisteredClient client = catalog(client(null, Set.of("authorization_code"), Set.of("openid")));

        assertThat(client.getClientAuthenticationMethods()).containsExactly(ClientAuthenticationMethod.NONE);
        assertThat(client.getClientSettings().isRequireProofKey()).isTrue();
    }

    /** OpenID Connect's default, which client libraries expect (Dynamic Client Registration, section 2). */
    @Test
    void idTokensAreSignedWithRs256UnlessTheClientSaysOtherwise() {
        RegisteredClient client = catalog(client("s", Set.of("authorization_code"), Set.of("openid")));

        assertThat(HubifyClientSettings.idTokenAlgorithm(client).getName()).isEqualTo("RS256");
    }

    @Test
    void confidentialClientMayDoWithoutPkce() {
        assertThat(catalog(withoutPkce("s")).getClientSettings().isRequireProofKey())
                .isFalse();
    }

    /** Attack: whoever steals a public client's code redeems it, as nothing else is asked of it. */
    @Test
    void publicClientMayNotDoWithoutPkce() {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> catalog(withoutPkce(null)))
                .withMessageStartingWith("hubify.identity.clients.it.require-pkce");
    }

    @Test
    void keepsSecretsAsDigests() {
        RegisteredClient client = catalog(client("open sesame", Set.of("client_credentials"), Set.of("labs:read")));

        assertThat(client.getClientSecret()).startsWith("{sha256}").doesNotContain("sesame");
        assertThat(secrets.matches("open sesame", client.getClientSecret())).isTrue();
        assertThat(secrets.matches("open Sesame", client.getClientSecret())).isFalse();
        assertThat(secrets.upgradeEncoding(client.getClientSecret())).isFalse();
    }

    @Test
    void takesSecretsThatAreEncodedAlready() {
        String bcrypt = "{bcrypt}$2a$04$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

        RegisteredClient client = catalog(client(bcrypt, Set.of("client_credentials"), Set.of("labs:read")));

        assertThat(client.getClientSecret()).isEqualTo(bcrypt);
    }

    @Test
    void takesTheDigestThatTheReadmeShowsHowToMake() {
        String digest = "{sha256}Qe9LsLI2YeZjAarDYGaRLawDeCe0rmOnsRZaWqk-1Os";

        RegisteredClient client = catalog(client(digest, Set.of("client_credentials"), Set.of("labs:read")));

        assertThat(secrets.matches("open sesame", client.getClientSecret())).isTrue();
    }

    /** In hexadecimal, in base64, with padding, cut off, with bits too many: no secret would ever match. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb",
                "Qe9LsLI2YeZjAarDYGaRLawDeCe0rmOnsRZaWqk+1Os",
                "Qe9LsLI2YeZjAarDYGaRLawDeCe0rmOnsRZaWqk-1Os=",
                "Qe9LsLI2YeZjAarDYGaRLawDeCe0rmOnsRZaWqk-1O",
                "Qe9LsLI2YeZjAarDYGaRLawDeCe0rmOnsRZaWqk-1Ot",
                "…",
                ""
            })
    void malformedDigestFailsAndNamesTheProperty(String digest) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> catalog(client("{sha256}" + digest, Set.of("client_credentials"), Set.of())))
                .withMessageStartingWith("hubify.identity.clients.it.secret");
    }

    /** Attack: the digest itself, read from a backup, is presented as the secret. */
    @Test
    void digestIsNotTheSecret() {
        String digest = ClientSecrets.fromConfiguration("open sesame").orElseThrow();

        assertThat(secrets.matches(digest, digest)).isFalse();
        assertThat(secrets.matches("", digest)).isFalse();
        assertThat(secrets.matches(null, digest)).isFalse();
    }

    @Test
    void nonsenseFailsAndNamesTheProperty() {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> catalog(client("s", Set.of("client_credentials"), Set.of("labs read"))))
                .withMessageContaining("hubify.identity.clients.it.scopes");
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> catalog(client("s", Set.of(), Set.of("labs:read"))))
                .withMessageContaining("hubify.identity.clients.it.grant-types");
    }

    /** Else a token could outlive what is kept of revocations for services that connect, which is those of 25 hours. */
    @Test
    void accessTokensLiveADayAtMost() {
        Duration day = Duration.ofHours(24);

        assertThat(catalog(living(day, MONTH)).getTokenSettings().getAccessTokenTimeToLive())
                .isEqualTo(day);
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> catalog(living(day.plusSeconds(1), MONTH)))
                .withMessageContaining("hubify.identity.clients.it.access-token-time-to-live");
    }

    /** Else it could outlive the memory of its revocation. */
    @Test
    void refreshTokensLiveNinetyDaysAtMost() {
        Duration longest = Duration.ofDays(90);

        assertThat(catalog(living(TEN_MINUTES, longest)).getTokenSettings().getRefreshTokenTimeToLive())
                .isEqualTo(longest);
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> catalog(living(TEN_MINUTES, longest.plusSeconds(1))))
                .withMessageContaining("hubify.identity.clients.it.refresh-token-time-to-live");
    }

    @Test
    void propertiesHideSecrets() {
        assertThat(client("open sesame", Set.of("client_credentials"), Set.of()).toString())
                .doesNotContain("sesame");
    }

    private RegisteredClient catalog(ClientProperties.Client client) {
        return new ClientCatalog(new ClientProperties(Map.of("it", client)))
                .find("it")
                .orElseThrow();
    }

    private static ClientProperties.Client withoutPkce(@Nullable String secret) {
        return client(secret, Set.of("authorization_code"), Set.of("openid"), TEN_MINUTES, MONTH, false);
    }

    private static ClientProperties.Client living(Duration accessToken, Duration refreshToken) {
        return client("s", Set.of("client_credentials"), Set.of("labs:read"), accessToken, refreshToken, true);
    }

    private static ClientProperties.Client client(@Nullable String secret, Set<String> grantTypes, Set<String> scopes) {
        return client(secret, grantTypes, scopes, TEN_MINUTES, MONTH, true);
    }

    private static ClientProperties.Client client(
            @Nullable String secret,
            Set<String> grantTypes,
            Set<String> scopes,
            Duration accessToken,
            Duration refreshToken,
            boolean requirePkce) {
        return new ClientProperties.Client(
                "A client",
                secret,
                secret == null,
                grantTypes,
                grantTypes.contains("authorization_code") ? Set.of("https://client.example/callback") : Set.of(),
                Set.of(),
                scopes,
                Set.of(),
                true,
                false,
                requirePkce,
                "RS256",
                Set.of(),
                accessToken,
                refreshToken,
                null,
                null,
                null);
    }
}
