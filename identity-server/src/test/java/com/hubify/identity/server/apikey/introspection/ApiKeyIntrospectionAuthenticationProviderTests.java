package com.hubify.identity.server.apikey.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.attempt.TestKeyAttempts;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

class ApiKeyIntrospectionAuthenticationProviderTests {

    private static final Instant NOW = TestClock.START;
    private static final String KEY = TestApiKeys.usable().token().value();
    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);
    private final InMemoryKeyServices services = new InMemoryKeyServices();
    private final TestOrganizations organizations = new TestOrganizations(clock);
    private final ApiKeyIntrospectionAuthenticationProvider introspection =
            new ApiKeyIntrospectionAuthenticationProvider(
                    new KnownApiKeys(
                            new StoredApiKeyVerifier(
                                    keys, revoker, revocations, organizations.memberships(), clock, events),
                            TestKeyAttempts.many(clock),
                            revocations,
                            clock),
                    new ApiKeyUses(keys, services, clock, Runnable::run),
                    organizations.members());

    @BeforeEach
    void standInForTheServer() {
        AuthorizationServerContextHolder.setContext(new ServerContext());
    }

    @AfterEach
    void standDown() {
        AuthorizationServerContextHolder.resetContext();
    }

    @Test
    void tellsWhatAnActiveKeyIs() {
        keys.add(TestApiKeys.usable().expiresAt(NOW.plusSeconds(60)).key());

        assertThat(claims(KEY))
                .isEqualTo(Map.of(
                        "active",
                        true,
                        "token_type",
                        "api_key",
                        "key_id",
                        "abcd1234",
                        "key_state",
                        0,
                        "sub",
                        "user_2abc",
                        "scope",
                        List.of("labs:read", "experiments:*"),
                        "iss",
                        "http://localhost:9000",
                        "iat",
                        NOW,
                        "exp",
                        NOW.plusSeconds(60)));
    }

    /** Attack: have a service take what is done for an organization for what is done for oneself, or go on once one has left. */
    @Test
    void tellsForWhichOrganizationAKeyActsAndInWhichRole() {
        keys.add(TestApiKeys.usable().organization("org_1").key());
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.ADMIN);

        assertThat(claims(KEY)).containsEntry("org_id", "org_1").containsEntry("org_role", "org:admin");
    }

    /** Attack: have a service take a key of an organization for the person who made it. */
    @Test
    void tellsThatAKeyIsAnOrganizationsAndWhoMadeIt() {
        keys.add(TestApiKeys.usable().ofOrganization("org_1", TestApiKeys.OWNER).key());
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.ADMIN);

        assertThat(claims(KEY))
                .containsEntry("sub", "org_1")
                .containsEntry("org_id", "org_1")
                .containsEntry("created_by", TestApiKeys.OWNER.value())
                .doesNotContainKey("org_role");
    }

    /** Any client that could introspect would tell live keys from dead ones for whoever holds its secret. */
    @Test
    void tellsNothingToClientThatIsNoResourceServer() {
        keys.add(TestApiKeys.usable().key());

        assertThatThrownBy(() -> introspection.authenticate(request(KEY, client(false))))
                .isInstanceOfSatisfying(
                        OAuth2AuthenticationException.class,
                        refusal -> assertThat(refusal.getError().getErrorCode()).isEqualTo("unauthorized_client"));
        assertThat(events.published()).isEmpty();
    }

    @Test
    void tellsNoExpiryOfKeyThatHasNone() {
        keys.add(TestApiKeys.usable().key());

        assertThat(claims(KEY)).doesNotContainKey("exp");
    }

    /** As a key that could only write once it was found in public. RFC 7662, section 2.2: a string, or no member. */
    @Test
    void namesNoScopesOfAKeyWithoutAny() {
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key.on(key.terms().with(Scopes.none())));

        assertThat(claims(KEY)).containsEntry("active", true).doesNotContainKey("scope");
    }

    /**
     * Attack: try a stolen key from elsewhere, where each service refuses it, to have it look used. That is noted only where
     * the address was compared.
     */
    @Test
    void notesNoUseOfALimitedKey() {
        keys.add(TestApiKeys.usable().allowedIps("10.0.0.0/8").key());

        claims(KEY, Map.of("understands", "allowed_ips"));
        claims(KEY, Map.of("understands", "allowed_ips"));

        assertThat(keys.ownedBy(TestApiKeys.OWNER))
                .extracting(ApiKey::lastUsedAt)
                .containsOnlyNulls();
    }

    @Test
    void notesTheUse() {
        keys.add(TestApiKeys.usable().key());

        claims(KEY);

        assertThat(keys.ownedBy(TestApiKeys.OWNER))
                .extracting(ApiKey::lastUsedAt)
                .containsExactly(NOW);
    }

    @Test
    void tellsTheNetworksToWhoEnforcesThem() {
        keys.add(TestApiKeys.usable().allowedIps("2001:db8::/32", "10.0.0.0/8").key());

        assertThat(claims(KEY, Map.of("understands", "allowed_ips")))
                .containsEntry("active", true)
                .containsEntry("token_type", "api_key")
                .containsEntry("allowed_ips", List.of("10.0.0.0/8", "2001:db8::/32"));
        assertThat(claims(KEY, Map.of("understands", "requests allowed_ips"))).containsEntry("active", true);
    }

    /**
     * Attack: take a stolen key from anywhere to a service that doesn't know of networks: one on a starter of before, or one that
     * looks at no more than {@code active}, as RFC 7662 lets it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", "requests", "allowed_ips_v0", "ALLOWED_IPS"})
    void isInactiveToWhoWouldNotEnforceTheNetworks(String understood) {
        keys.add(TestApiKeys.usable().allowedIps("10.0.0.0/8").key());

        assertThat(claims(KEY)).isEqualTo(INACTIVE);
        assertThat(claims(KEY, Map.of("understands", understood))).isEqualTo(INACTIVE);
        assertThat(claims(KEY, Map.of("understands", new String[] {"allowed_ips", "allowed_ips"})))
                .isEqualTo(INACTIVE);
        assertThat(keys.ownedBy(TestApiKeys.OWNER))
                .extracting(ApiKey::lastUsedAt)
                .containsOnlyNulls();
    }

    /** It may report uses of the key from now on; of one that was no good it may not. */
    @Test
    void notesTheServiceThatWasToldOfAKey() {
        claims(KEY);
        boolean before = services.knows("demo-resource", new ApiKeyId("abcd1234"));
        keys.add(TestApiKeys.usable().key());
        claims(KEY);

        assertThat(before).isFalse();
        assertThat(services.knows("demo-resource", new ApiKeyId("abcd1234"))).isTrue();
    }

    /** Attack: learn from the answer whether a key was ever good, and whether only its secret is missing. */
    @Test
    void answersEveryRefusalAlike() {
        ApiKey revoked = TestApiKeys.usable().key();
        keys.add(revoked);
        keys.add(TestApiKeys.usable()
                .id("expired0")
                .expiresAt(NOW.minusSeconds(1))
                .key());
        revoker.revoke(revoked, ApiKeyRevoked.Cause.OWNER);

        assertThat(claims(KEY)).isEqualTo(INACTIVE);
        assertThat(claims(TestApiKeys.usable().id("expired0").token().value())).isEqualTo(INACTIVE);
        assertThat(claims(ApiKeyToken.of("abcd1234", "R".repeat(32)).value())).isEqualTo(INACTIVE);
        assertThat(claims(ApiKeyToken.of("00000000", "R".repeat(32)).value())).isEqualTo(INACTIVE);
        assertThat(claims("hfy_key_")).isEqualTo(INACTIVE);
        assertThat(events.published())
                .filteredOn(ApiKeyRefused.class::isInstance)
                .extracting(event -> ((ApiKeyRefused) event).reason())
                .containsExactly(
                        ApiKeyVerification.Reason.REVOKED,
                        ApiKeyVerification.Reason.EXPIRED,
                        ApiKeyVerification.Reason.WRONG_SECRET,
                        ApiKeyVerification.Reason.UNKNOWN,
                        ApiKeyVerification.Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "sk_live_123", "HFY_KEY_abc", " hfy_key_abc"})
    void leavesWhatIsNoKeyToTheNextProvider(String token) {
        assertThat(introspection.authenticate(request(token, client()))).isNull();
    }

    /** Attack: try keys without being a client that may ask. */
    @Test
    void answersAuthenticatedClientsOnly() {
        keys.add(TestApiKeys.usable().key());
        Authentication stranger = new OAuth2ClientAuthenticationToken(
                "demo-resource", ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "wrong", null);

        assertThatThrownBy(() -> introspection.authenticate(request(KEY, stranger)))
                .isInstanceOfSatisfying(
                        OAuth2AuthenticationException.class,
                        refusal -> assertThat(refusal.getError().getErrorCode()).isEqualTo("invalid_client"));
        assertThat(events.published()).isEmpty();
    }

    private Map<String, Object> claims(String token) {
        return claims(token, Map.of());
    }

    private Map<String, Object> claims(String token, Map<String, Object> parameters) {
        var answer = (OAuth2TokenIntrospectionAuthenticationToken) Objects.requireNonNull(introspection.authenticate(
                new OAuth2TokenIntrospectionAuthenticationToken(token, client(), null, parameters)));
        assertThat(answer.isAuthenticated()).isTrue();
        return answer.getTokenClaims().getClaims();
    }

    private static Authentication request(String token, Authentication client) {
        return new OAuth2TokenIntrospectionAuthenticationToken(token, client, null, null);
    }

    private static Authentication client() {
        return client(true);
    }

    private static Authentication client(boolean mayIntrospect) {
        RegisteredClient client = RegisteredClient.withId("demo-resource")
                .clientId("demo-resource")
                .clientSecret("{sha256}x")
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientSettings(ClientSettings.builder()
                        .setting("hubify.introspection", mayIntrospect)
                        .build())
                .build();
        return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, null);
    }

    private static final class ServerContext implements AuthorizationServerContext {

        @Override
        public String getIssuer() {
            return "http://localhost:9000";
        }

        @Override
        public AuthorizationServerSettings getAuthorizationServerSettings() {
            return AuthorizationServerSettings.builder().issuer(getIssuer()).build();
        }
    }
}
