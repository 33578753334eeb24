package com.hubify.identity.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.attempt.TestKeyAttempts;
import com.hubify.identity.server.apikey.introspection.ApiKeyUses;
import com.hubify.identity.server.apikey.introspection.InMemoryKeyServices;
import com.hubify.identity.server.apikey.introspection.KnownApiKeys;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.TestDepartures;
import com.hubify.identity.server.token.TestAudience;
import com.hubify.identity.server.token.TokenOrigin;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class TokenExchangeAuthenticationProviderTests {

    private static final Instant NOW = TestClock.START;
    private static final String KEY = TestApiKeys.usable().token().value();

    private final TestClock clock = TestClock.standing();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock) {
        @Override
        public synchronized Optional<ApiKey> find(ApiKeyId id) {
            lookUps.incrementAndGet();
            return super.find(id);
        }
    };
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);
    private Duration life = Duration.ofMinutes(10);
    private Runnable whileSigning = () -> {};
    private Map<String, Object> claims = Map.of();

    private final TestOrganizations organizations = new TestOrganizations(clock);
    private final StoredApiKeyVerifier verifier =
            new StoredApiKeyVerifier(keys, revoker, revocations, organizations.memberships(), clock, events);
    private final TestDepartures departed = new TestDepartures();
    private String subject = TestApiKeys.OWNER.value();
    private final TokenExchangeAuthenticationProvider exchange = new TokenExchangeAuthenticationProvider(
            List.of(new ApiKeySubjectTokens(
                    verifier,
                    new KnownApiKeys(verifier, TestKeyAttempts.many(clock), revocations, clock),
                    new ApiKeyUses(keys, new InMemoryKeyServices(), clock, Runnable::run),
                    organizations.members())),
            this::sign,
            TestAudience.of("https://api.hubify.com"),
            revocations,
            departed.departures(),
            clock);

    @BeforeEach
    void standInForTheServer() {
        AuthorizationServerContextHolder.setContext(new ServerContext());
    }

    @AfterEach
    void standDown() {
        RequestContextHolder.resetRequestAttributes();
        AuthorizationServerContextHolder.resetContext();
    }

    @Test
    void givesAllThatTheKeyMayDo() {
        keys.add(TestApiKeys.usable().key());

        OAuth2AccessTokenAuthenticationToken answer = exchange(KEY, "*");

        assertThat(answer.getAccessToken().getScopes()).containsExactlyInAnyOrder("labs:read", "experiments:*");
        assertThat(answer.getAccessToken().getExpiresAt()).isEqualTo(NOW.plusSeconds(600));
        assertThat(answer.getRefreshToken()).isNull();
        assertThat(claims).isEqualTo(Map.of("key_id", "abcd1234", "key_state", 0));
        assertThat(answer.getAdditionalParameters())
                .isEqualTo(Map.of("issued_token_type", "urn:ietf:params:oauth:token-type:access_token"));
        assertThat(keys.find(new ApiKeyId("abcd1234")))
                .hasValueSatisfying(key -> assertThat(key.lastUsedAt()).isEqualTo(NOW));
    }

    /** Attack: exchange a key of an organization for a token that outlives the membership, since it names none. */
    @Test
    void namesTheOrganizationOfTheKey() {
        keys.add(TestApiKeys.usable().organization("org_1").key());
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.ADMIN);

        exchange(KEY, "*");

        assertThat(claims)
                .isEqualTo(Map.of("key_id", "abcd1234", "key_state", 0, "org_id", "org_1", "org_role", "org:admin"));
    }

    /** Attack: exchange an organization's key for a token that passes for the person who made it. */
    @Test
    void namesTheOrganizationThatOwnsTheKey() {
        keys.add(TestApiKeys.usable().ofOrganization("org_1", TestApiKeys.OWNER).key());
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.ADMIN);
        departed.mark(TestApiKeys.OWNER.value(), Standing.BANNED);
        subject = "org_1";

        exchange(KEY, "*");

        assertThat(claims)
                .isEqualTo(Map.of(
                        "key_id",
                        "abcd1234",
                        "key_state",
                        0,
                        "org_id",
                        "org_1",
                        "created_by",
                        TestApiKeys.OWNER.value()));
    }

    /** Attack: exchange what is left of a person who was banned at Clerk. */
    @Test
    void givesNothingToAPersonWhoHasDeparted() {
        keys.add(TestApiKeys.usable().key());
        departed.mark(TestApiKeys.OWNER.value(), Standing.BANNED);

        assertRefused("invalid_request", () -> exchange(KEY, "*"));
    }

    /** A client may have fewer scopes than the key, and a key fewer than the client. */
    @Test
    void givesNoMoreThanKeyAndClientHaveInCommon() {
        keys.add(TestApiKeys.usable().key());

        assertThat(exchange(KEY, "experiments:read", "labs:*").getAccessToken().getScopes())
                .containsExactlyInAnyOrder("experiments:read", "labs:read");
        assertRefused("invalid_scope", () -> exchange(KEY, "papers:read"));
    }

    /** Attack: a token that may do more than the key, or more than the client. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "labs:*", "labs:write", "api-keys:write", "nonsense"})
    void givesNoWiderScope(String scope) {
        keys.add(TestApiKeys.usable().key());

        assertRefused("invalid_scope", () -> exchange.authenticate(request(KEY, Set.of("labs:read", scope), "*")));
    }

    /** Libraries add these on their own; a key has none of them. */
    @Test
    void leavesScopesAboutAnEndUserOut() {
        keys.add(TestApiKeys.usable().key());

        assertThat(exchange.authenticate(request(KEY, Set.of("labs:read", "openid", "profile"), "*")))
                .isInstanceOfSatisfying(
                        OAuth2AccessTokenAuthenticationToken.class,
                        answer ->
                                assertThat(answer.getAccessToken().getScopes()).containsExactly("labs:read"));
        assertRefused("invalid_scope", () -> exchange.authenticate(request(KEY, Set.of("openid"), "*")));
    }

    @Test
    void givesFewerScopes() {
        keys.add(TestApiKeys.usable().key());

        var answer = (OAuth2AccessTokenAuthenticationToken)
                exchange.authenticate(request(KEY, Set.of("experiments:read"), "*"));

        assertThat(answer.getAccessToken().getScopes()).containsExactly("experiments:read");
    }

    /** Attack: go on with a token after the key has expired; or have one for a day, by the client's setting. */
    @Test
    void endsWithTheKeyAndInTenMinutes() {
        TestApiKeys expiring = TestApiKeys.usable().id(1).expiresAt(NOW.plusSeconds(7));
        keys.add(expiring.key());
        keys.add(TestApiKeys.usable().key());
        assertThat(exchange(expiring.token().value(), "*").getAccessToken().getExpiresAt())
                .isEqualTo(NOW.plusSeconds(7));

        life = Duration.ofHours(24);
        assertThat(exchange(KEY, "*").getAccessToken().getExpiresAt()).isEqualTo(NOW.plusSeconds(600));

        life = Duration.ofSeconds(5);
        assertThat(exchange(KEY, "*").getAccessToken().getExpiresAt()).isEqualTo(NOW.plusSeconds(5));
    }

    /** Attack: learn from the answer which keys exist. Only the audit trail tells them apart. */
    @Test
    void refusesAllBadKeysAlike() {
        keys.add(TestApiKeys.usable().key());
        revoker.revoke(TestApiKeys.usable().key(), ApiKeyRevoked.Cause.OWNER);
        String unknown = ApiKeyToken.of("zzzzzzzz", TestApiKeys.SECRET).value();
        String wrong = ApiKeyToken.of("abcd1234", "R".repeat(32)).value();

        List<String> answers = List.of(KEY, unknown, wrong, KEY + "x", "a.b.c").stream()
                .map(key -> refusal(() -> exchange(key, "*")).getError().toString()
                        + refusal(() -> exchange(key, "*")).getError().getDescription())
                .distinct()
                .toList();

        assertThat(answers).singleElement().asString().contains("invalid_request");
        assertThat(events.published())
                .filteredOn(ApiKeyRefused.class::isInstance)
                .extracting(refused -> ((ApiKeyRefused) refused).reason().name())
                .containsOnly("REVOKED", "UNKNOWN", "WRONG_SECRET", "MALFORMED");
    }

    /** Attack: exchange a stolen key that is limited to networks elsewhere, for a token that services take from anywhere. */
    @Test
    void exchangesALimitedKeyFromItsNetworksAlone() {
        keys.add(TestApiKeys.usable().allowedIps("10.0.0.0/8").key());
        assertRefused("invalid_request", () -> exchange(KEY, "*"));

        comeFrom("192.0.2.1");
        assertRefused("invalid_request", () -> exchange(KEY, "*"));

        comeFrom("10.1.2.3");
        assertThat(exchange(KEY, "*").getAccessToken().getScopes()).contains("labs:read");
    }

    private static void comeFrom(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    /** Attack: a flood of made-up keys. Their checksums are wrong, so Redis is not asked. */
    @Test
    void looksNoKeyUpWithAWrongChecksum() {
        refusal(() -> exchange(KEY.substring(0, KEY.length() - 1) + "!", "*"));

        assertThat(lookUps).hasValue(0);
    }

    /**
     * Attack: exchange the key while its owner is revoked. That ends what was issued until then, and this token is issued in the
     * next second.
     */
    @Test
    void refusesAKeyWhoseOwnerIsRevokedMeanwhile() {
        keys.add(TestApiKeys.usable().createdAt(NOW.minusSeconds(60)).key());
        Ancestor owner = new Ancestor(Ancestor.Kind.SUBJECT, "user_2abc");
        whileSigning = () -> revocations.publish(new Revocation(owner, NOW.minusSeconds(1)));

        assertRefused("invalid_request", () -> exchange(KEY, "*"));
    }

    /** Attack: exchange a session token while its session ends, or for longer than a session that expires unheard. */
    @Test
    void refusesASessionThatEndsMeanwhileAndLastsTenMinutes() {
        Ancestor session = new Ancestor(Ancestor.Kind.SESSION, "sess_2abc");
        TokenExchangeAuthenticationProvider sessions = new TokenExchangeAuthenticationProvider(
                List.of(new OneSession(session)),
                this::sign,
                TestAudience.of("https://api.hubify.com"),
                revocations,
                departed.departures(),
                clock);
        OAuth2TokenExchangeAuthenticationToken request = request("a.b.c", OneSession.TYPE, Set.of(), Set.of(), "*");
        life = Duration.ofHours(24);

        var answer = (OAuth2AccessTokenAuthenticationToken)
                sessions.authenticate(request("a.b.c", OneSession.TYPE, Set.of(), Set.of(), "*"));
        assertThat(answer.getAccessToken().getExpiresAt()).isEqualTo(NOW.plusSeconds(600));
        assertThat(claims).isEqualTo(Map.of("sid", "sess_2abc"));

        whileSigning = () -> revocations.publish(new Revocation(session, NOW.minusSeconds(600)));
        assertRefused("invalid_request", () -> sessions.authenticate(request));
    }

    private record OneSession(Ancestor session) implements SubjectTokens {

        private static final String TYPE = "urn:ietf:params:oauth:token-type:jwt";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Optional<Subject> verify(String token) {
            return Optional.of(new Subject(
                    "user_2abc",
                    Scopes.parse("labs:read").orElseThrow(),
                    null,
                    new Lineage(NOW.minusSeconds(30), List.of(session)),
                    Map.of("sid", session.id())));
        }
    }

    /** What is revoked from the look-up on must end the token: it is dated from before. */
    @Test
    void datesTheTokenFromBeforeTheLookUp() {
        keys.add(TestApiKeys.usable().key());
        whileSigning = () -> clock.wind(Duration.ofSeconds(2));

        assertThat(exchange(KEY, "*").getAccessToken().getIssuedAt()).isEqualTo(NOW);
    }

    /** A key can't be passed off as another kind of token, nor another token as a key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ietf:params:oauth:token-type:access_token",
                "urn:ietf:params:oauth:token-type:jwt",
                "URN:HUBIFY:PARAMS:OAUTH:TOKEN-TYPE:API-KEY"
            })
    void refusesOtherTypes(String type) {
        keys.add(TestApiKeys.usable().key());

        OAuth2AuthenticationException refused =
                refusal(() -> exchange.authenticate(request(KEY, type, Set.of(), Set.of(), "*")));

        assertThat(refused.getError().getErrorCode()).isEqualTo("invalid_request");
        assertThat(refused.getError().getDescription()).contains(TokenClaims.API_KEY_TOKEN_TYPE);
        assertThat(lookUps).hasValue(0);
    }

    /** A token for another service would be accepted by ours (RFC 8693, section 2.2.2). */
    @Test
    void refusesAnotherTarget() {
        keys.add(TestApiKeys.usable().key());
        Set<String> ours = Set.of("https://api.hubify.com");
        Set<String> others = Set.of("https://api.hubify.com", "https://api.example.com");

        exchange.authenticate(request(KEY, TokenClaims.API_KEY_TOKEN_TYPE, ours, Set.of(), "*"));
        assertRefused(
                "invalid_target",
                () -> exchange.authenticate(request(KEY, TokenClaims.API_KEY_TOKEN_TYPE, others, Set.of(), "*")));
    }

    /** Libraries for URIs write the path that both mean (RFC 3986, section 6.2.3); a client that writes another one learns which it is. */
    @Test
    void knowsItsTargetWithTheSlashOfAnEmptyPath() {
        keys.add(TestApiKeys.usable().key());

        exchange.authenticate(
                request(KEY, TokenClaims.API_KEY_TOKEN_TYPE, Set.of("https://api.hubify.com/"), Set.of(), "*"));

        for (String other : List.of(
                "https://api.hubify.com//",
                "https://api.hubify.com/v1",
                "https://api.hubify.com/?",
                "https://api.hubify.com.example/",
                "https://api.hubify.com@example.com/",
                "https://API.hubify.com/ ",
                "/")) {
            assertThat(refusal(() -> exchange.authenticate(
                                    request(KEY, TokenClaims.API_KEY_TOKEN_TYPE, Set.of(other), Set.of(), "*")))
                            .getError()
                            .getDescription())
                    .isEqualTo("Tokens are issued for the audience and resource https://api.hubify.com only.");
        }
    }

    private OAuth2AccessTokenAuthenticationToken exchange(String key, String... clientScopes) {
        return (OAuth2AccessTokenAuthenticationToken) exchange.authenticate(request(key, Set.of(), clientScopes));
    }

    private OAuth2TokenExchangeAuthenticationToken request(String key, Set<String> scopes, String... clientScopes) {
        return request(key, TokenClaims.API_KEY_TOKEN_TYPE, Set.of(), scopes, clientScopes);
    }

    private OAuth2TokenExchangeAuthenticationToken request(
            String key, String type, Set<String> resources, Set<String> scopes, String... clientScopes) {
        RegisteredClient client = RegisteredClient.withId("ci")
                .clientId("ci")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .scopes(all -> all.addAll(List.of(clientScopes)))
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(life).build())
                .build();
        return new OAuth2TokenExchangeAuthenticationToken(
                "urn:ietf:params:oauth:token-type:access_token",
                key,
                type,
                new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null),
                null,
                null,
                resources,
                Set.of(),
                scopes,
                Map.of());
    }

    private OAuth2Token sign(OAuth2TokenContext context) {
        whileSigning.run();
        OAuth2TokenExchangeAuthenticationToken grant =
                Objects.requireNonNull(context.<OAuth2TokenExchangeAuthenticationToken>getAuthorizationGrant());
        TokenOrigin origin = (TokenOrigin)
                Objects.requireNonNull(grant.getAdditionalParameters().get(TokenOrigin.class.getName()));
        assertThat(grant.getSubjectToken()).isNotEqualTo(KEY);
        assertThat(Objects.requireNonNull(context.<Authentication>getPrincipal())
                        .getName())
                .isEqualTo(subject);
        claims = origin.claims();
        return new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, "signed", origin.issuedAt(), origin.expiresAt());
    }

    private static void assertRefused(String error, Runnable asked) {
        assertThat(refusal(asked).getError().getErrorCode()).isEqualTo(error);
    }

    private static OAuth2AuthenticationException refusal(Runnable asked) {
        OAuth2AuthenticationException[] caught = new OAuth2AuthenticationException[1];
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(OAuth2AuthenticationException.class, refused -> caught[0] = refused);
        return caught[0];
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
