package com.hubify.identity.server.limit.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hubify.identity.server.client.ClientSecrets;
import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.error.Refusals;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.grant.Grants;
import com.hubify.identity.server.limit.LocalBudgets;
import com.hubify.identity.server.limit.StandingTime;
import com.hubify.testing.TestClock;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class RequestLimitsTests {

    private static final String GUESSER = "203.0.113.7";
    private static final String ELSEWHERE = "198.51.100.1";
    private static final String DIGEST = "{sha256}digest";

    private final RegisteredClientRepository clients = mock();
    private final LimitProperties properties = properties(Map.of(
            "hubify.identity.limits.failures.client", "3/1m",
            "hubify.identity.limits.failures.network", "10/1m",
            "hubify.identity.limits.token.client", "5/1m",
            "hubify.identity.limits.token.network", "2/1m",
            "hubify.identity.limits.api.network", "2/1m",
            "hubify.identity.limits.user-code.subject", "2/1m"));
    private final LocalBudgets budgets = new LocalBudgets(TimeMeter.SYSTEM_NANOTIME);
    private final StandingTime time = new StandingTime();
    private final ClientSecrets secrets = mock();
    private final Grants grants = mock();
    private final PresentedGrants presented = new PresentedGrants(grants);
    private final ClientGuesses guesses = new ClientGuesses(budgets, clients, secrets, presented, properties, time);
    private final TestClock clock = TestClock.standing();
    private final RequestLimits limits =
            new RequestLimits(new Places(properties), budgets, guesses, presented, properties, clock);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @AfterEach
    void forget() {
        RequestContextHolder.resetRequestAttributes();
        SecurityContextHolder.clearContext();
    }

    /** Attack: guess the secret of a client, or shut the client out by wrong ones. */
    @Test
    void guessingStopsTheGuesserAndNotTheClientElsewhere() {
        registered("shop", ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        guessUntilRefused("shop", GUESSER);

        assertRefused(basic("shop", "guess", GUESSER));
        assertPasses(basic("shop", "guess", ELSEWHERE));
    }

    /** Attack: wrong secrets from an address that the client shares, before it has started, or has its new secret. */
    @Test
    void theRightSecretPassesBehindTheGuessersAddressThoughItWasNeverSeen() {
        registered("shop", ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        when(secrets.isKnownAs("right", DIGEST)).thenReturn(true);
        guessUntilRefused("shop", GUESSER);

        for (int i = 0; i < 10; i++) {
            assertPasses(basic("shop", "right", GUESSER));
            assertRefused(basic("shop", "wrong", GUESSER));
        }
    }

    /** Attack: shut out a client whose secret only BCrypt knows, which is no work to be had for every guess. */
    @Test
    void whatIsNotKnownIsCheckedAsOftenAsTheLimitAllowsOnAverage() {
        guessUntilRefused("shop", GUESSER);

        time.wind(Duration.ofSeconds(20));

        assertPasses(basic("shop", "right", GUESSER));
        assertRefused(basic("shop", "wrong", GUESSER));
    }

    /** Attack: tell by who is refused, how and how soon, which of two client ids is registered. */
    @Test
    void refusesGuessesForRegisteredAndForMadeUpClientsAlike() {
        registered("shop", ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        List<Integer> registered = new ArrayList<>();
        List<Integer> madeUp = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            guessed(basic("shop", "guess-" + i, "192.0.2.1"), "shop").ifPresent(registered::add);
            guessed(basic("none", "guess-" + i, "192.0.2.2"), "").ifPresent(madeUp::add);
        }

        assertThat(registered).isEqualTo(madeUp).hasSize(5);
        assertThat(response.getHeaderNames()).isEmpty();
    }

    /** Attack: the same, with the network's limit used up by something else before. */
    @Test
    void aNetworkThatHasGuessedTooOftenLearnsNothingOfClients() {
        registered("shop", ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        useUpNetwork("2001:db8::1");

        assertRefused(basic("shop", "wrong", "2001:db8::9999"));
        assertRefused(basic("made-up", "wrong", "2001:db8::9999"));
        assertRefused(new MockHttpServletRequest("POST", "/oauth2/token"), "2001:db8::9999");
        assertPasses(basic("made-up", "wrong", "2001:db8:0:1::1"));
    }

    /** Attack: add a header that is no client's, to be taken for one with a secret. */
    @Test
    void aHeaderThatIsNoClientsIsNoSecret() {
        registered("app", ClientAuthenticationMethod.NONE);
        useUpNetwork(GUESSER);
        for (String junk : new String[] {"Bearer x", "Basic", "Basic x", "Basic " + base64("app:"), "x"}) {
            MockHttpServletRequest request = form("client_id", "app", "refresh_token", "made-up");
            request.addHeader("Authorization", junk);

            assertRefused(request);
        }
    }

    /** Attack: use up the network's limit of failures, or of requests, so that a neighbour can't redeem or refresh. */
    @Test
    void publicClientsPassWithWhatIsThere() {
        registered("app", ClientAuthenticationMethod.NONE);
        OAuth2Authorization grant = mock();
        when(grants.findByToken("good", OAuth2TokenType.REFRESH_TOKEN)).thenReturn(grant);
        when(grants.findBySpentRefreshToken("spent")).thenReturn(Optional.of(grant));
        when(grants.findByToken("code", new OAuth2TokenType("code"))).thenReturn(grant);
        when(grants.findByToken("device", new OAuth2TokenType("device_code"))).thenReturn(grant);
        useUpNetwork(GUESSER);
        signIn(client("app", ClientAuthenticationMethod.NONE));
        limits.count(token(GUESSER), response);
        limits.count(token(GUESSER), response);

        for (String[] pair : new String[][] {
            {"refresh_token", "good"}, {"refresh_token", "spent"}, {"code", "code"}, {"device_code", "device"}
        }) {
            MockHttpServletRequest request = form("client_id", "app", pair[0], pair[1]);
            assertPasses(request);
            assertThatCode(() -> limits.count(request, response)).doesNotThrowAnyException();
        }
        MockHttpServletRequest madeUp = form("client_id", "app", "refresh_token", "made-up");
        assertRefused(madeUp);
        assertThatThrownBy(() -> limits.count(madeUp, response)).isInstanceOf(TooManyRequests.class);
        MockHttpServletRequest device = form("client_id", "app");
        device.setServletPath("/oauth2/device_authorization");
        assertPasses(device);
    }

    /** Attack: mint under the id of a public client, which anyone can send, until the client is refused everywhere. */
    @Test
    void publicClientsCountForTheirNetwork() {
        signIn(client("app", ClientAuthenticationMethod.NONE));
        limits.count(token(GUESSER), response);
        limits.count(token(GUESSER), response);

        assertThatThrownBy(() -> limits.count(token(GUESSER), response)).isInstanceOf(TooManyRequests.class);
        limits.count(token(ELSEWHERE), response);
        signIn(client("shop", ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
        limits.count(token(GUESSER), response);
    }

    @Test
    void aProvenClientHasOneBudgetWhereverItIs() {
        signIn(client("shop", ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
        for (int i = 0; i < 5; i++) {
            limits.count(token("192.0.2." + i), response);
        }
        MockHttpServletRequest refused = token("192.0.2.9");

        assertThatThrownBy(() -> limits.count(refused, response)).isInstanceOf(TooManyRequests.class);
        assertThat(response.getHeader("RateLimit")).startsWith("\"token.client\";r=0;t=");
        assertThat(Refusals.of(refused))
                .hasValueSatisfying(it -> assertThat(it.reason()).contains("token.client"));
    }

    /** Attack: try user codes until one is of another person's device. */
    @Test
    void userCodesCountForThePerson() {
        signIn(person("user_1"));
        limits.count(at("/oauth2/device_verification", GUESSER), response);
        limits.count(at("/oauth2/device_verification", ELSEWHERE), response);

        assertThatThrownBy(() -> limits.count(at("/oauth2/device_verification", "192.0.2.1"), response))
                .isInstanceOf(TooManyRequests.class);
        signIn(person("user_2"));
        limits.count(at("/oauth2/device_verification", GUESSER), response);
    }

    @Test
    void eachAnswerOfTheApiSaysWhatIsLeft() {
        limits.count(at("/v1/api-keys/verify", GUESSER), response);

        assertThat(response.getHeader("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(response.getHeader("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(Long.parseLong(response.getHeader("X-RateLimit-Reset"))
                        - clock.instant().getEpochSecond())
                .isBetween(58L, 60L);
        assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"api.network\";q=2;w=60");
    }

    /** A network has no limit of keys of its own: what its senders ask for without a token counts once, as all else under /v1/. */
    @Test
    void strangersWhoAskForKeysCountOnce() {
        limits.count(at("/v1/api-keys", GUESSER), response);
        assertThat(response.getHeader("X-RateLimit-Remaining")).isEqualTo("1");
        limits.count(at("/v1/api-keys", GUESSER), response);

        assertThatThrownBy(() -> limits.count(at("/v1/api-keys", GUESSER), response))
                .isInstanceOf(TooManyRequests.class);
        assertThat(response.getHeader("RateLimit")).startsWith("\"api.network\"");
    }

    /** Operators read these names at /admin/limits, and look for the setting. */
    @Test
    void eachLimitThatIsShownIsASetting() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));

        assertThat(new LimitsInForce(new Places(properties), properties).all())
                .hasSizeGreaterThan(15)
                .allSatisfy(limit -> assertThat(page).contains("| `hubify.identity.limits." + limit.name() + "` |"));
    }

    /** Attack: made-up access tokens without end. Those with a good one behind the same address never come here. */
    @Test
    void madeUpAccessTokensAreToldToWait() throws Exception {
        for (int i = 0; i < 10; i++) {
            limits.counting((request, answer, exception) -> {})
                    .commence(at("/v1/me", GUESSER), response, new BadCredentialsException("made up"));
        }

        assertThatThrownBy(() -> limits.counting((request, answer, exception) -> {})
                        .commence(at("/v1/me", GUESSER), response, new BadCredentialsException("made up")))
                .isInstanceOf(TooManyRequests.class);
    }

    @Test
    void nonsenseStopsTheStartAndNamesThePlace() {
        for (String nonsense :
                new String[] {"0/1m", "-1/1m", "ten", "10", "10/0s", "10/1000d", "9999999999/1m", "10/1ms"}) {
            LimitProperties wrong = properties(Map.of("hubify.identity.limits.token.client", nonsense));
            assertThatThrownBy(() -> new Places(wrong))
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                    .hasMessageContaining("hubify.identity.limits.token.client");
        }
    }

    /** The answers to one guess: nothing if it was checked, else the time to wait. */
    private Optional<Integer> guessed(MockHttpServletRequest request, String registered) {
        serve(request);
        try {
            limits.requireNoGuesser(request);
            guesses.count(new ClientRefused("invalid_client", "wrong", registered));
            return Optional.empty();
        } catch (TooManyRequests refused) {
            return Optional.of(Integer.valueOf(refused.retryAfterSeconds()));
        }
    }

    private void guessUntilRefused(String client, String network) {
        for (int i = 0; guessed(basic(client, "guess-" + i, network), client).isEmpty(); i++) {
            assertThat(i).isLessThan(10);
        }
    }

    /** What was refused without a client's secret. */
    private void useUpNetwork(String network) {
        MockHttpServletRequest request = token(network);
        for (int i = 0; i < 11; i++) {
            guessed(request, "");
        }
    }

    private void assertPasses(MockHttpServletRequest request) {
        serve(request);
        assertThatCode(() -> limits.requireNoGuesser(request)).doesNotThrowAnyException();
    }

    private void assertRefused(MockHttpServletRequest request) {
        serve(request);
        assertThatThrownBy(() -> limits.requireNoGuesser(request)).isInstanceOf(TooManyRequests.class);
    }

    private void assertRefused(MockHttpServletRequest request, String network) {
        request.setRemoteAddr(network);
        assertRefused(request);
    }

    private static MockHttpServletRequest basic(String client, String secret, String network) {
        MockHttpServletRequest request = token(network);
        request.addHeader("Authorization", "Basic " + base64(client + ":" + secret));
        return request;
    }

    private static MockHttpServletRequest token(String network) {
        return at("/oauth2/token", network);
    }

    private static MockHttpServletRequest at(String path, String network) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setRemoteAddr(network);
        serve(request);
        return request;
    }

    private static void serve(MockHttpServletRequest request) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    private void registered(String client, ClientAuthenticationMethod method) {
        RegisteredClient known = mock();
        when(known.getClientSecret()).thenReturn(DIGEST);
        when(known.getClientAuthenticationMethods()).thenReturn(Set.of(method));
        when(clients.findByClientId(client)).thenReturn(known);
    }

    private static MockHttpServletRequest form(String... pairs) {
        MockHttpServletRequest request = token(GUESSER);
        for (int i = 0; i < pairs.length; i += 2) {
            request.setParameter(pairs[i], pairs[i + 1]);
        }
        return request;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Authentication client(String id, ClientAuthenticationMethod method) {
        RegisteredClient known = mock();
        when(known.getClientId()).thenReturn(id);
        return new OAuth2ClientAuthenticationToken(known, method, null);
    }

    private static Authentication person(String id) {
        return new TestingAuthenticationToken(id, null, "USER");
    }

    private static void signIn(Authentication authentication) {
        SecurityContextHolder.getContext().setAuthentication(authentication);
    }

    private static LimitProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hubify.identity.limits", LimitProperties.class);
    }
}
