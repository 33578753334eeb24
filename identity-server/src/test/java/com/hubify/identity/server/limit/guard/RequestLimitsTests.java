package com.hubify.identity.server.limit.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hubify.identity.server.client.authentication.ClientRefused;
import com.hubify.identity.server.error.Refusals;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.limit.LocalBudgets;
import com.hubify.testing.TestClock;
import io.github.bucket4j.TimeMeter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
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
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class RequestLimitsTests {

    private static final String GUESSER = "203.0.113.7";
    private static final String ELSEWHERE = "198.51.100.1";

    private final RegisteredClientRepository clients = mock();
    private final LimitProperties properties = properties(Map.of(
            "hubify.identity.limits.failures.client", "3/1m",
            "hubify.identity.limits.failures.network", "3/1m",
            "hubify.identity.limits.token.client", "5/1m",
            "hubify.identity.limits.token.network", "2/1m",
            "hubify.identity.limits.api.network", "2/1m",
            "hubify.identity.limits.user-code.subject", "2/1m"));
    private final LocalBudgets budgets = new LocalBudgets(TimeMeter.SYSTEM_MILLISECONDS);
    private final ClientGuesses guesses = new ClientGuesses(budgets, clients, properties);
    private final TestClock clock = TestClock.standing();
    private final RequestLimits limits = new RequestLimits(new Places(properties), budgets, guesses, properties, clock);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @AfterEach
    void forget() {
        RequestContextHolder.resetRequestAttributes();
        SecurityContextHolder.clearContext();
    }

    /** Attack: guess the secret of a client, or shut the client out by wrong ones. */
    @Test
    void guessingStopsTheGuesserAndNotTheClientElsewhere() {
        registered("shop");
        guess("shop", GUESSER, 3);

        assertRefused(basic("shop", "guess", GUESSER));
        assertPasses(basic("shop", "right", ELSEWHERE));
        assertPasses(basic("other", "right", GUESSER));
    }

    /** Attack: wrong secrets from an address that the client shares. */
    @Test
    void aSecretThatWasRightPassesBehindTheGuessersAddress() {
        registered("shop");
        MockHttpServletRequest right = basic("shop", "right", GUESSER);
        signIn(client("shop", ClientAuthenticationMethod.CLIENT_SECRET_BASIC));
        limits.count(right, response);
        guess("shop", GUESSER, 3);

        assertPasses(basic("shop", "right", GUESSER));
        assertRefused(basic("shop", "wrong", GUESSER));
    }

    /** Attack: a new made-up client with each request, from the networks of one IPv6 sender. */
    @Test
    void madeUpClientsCountForTheirNetworkAndNotForProvenOnes() {
        registered("shop");
        for (int i = 0; i < 3; i++) {
            serve(basic("made-up-" + i, "x", "2001:db8::" + i));
            guesses.count(new ClientRefused("invalid_client", "unknown", ""));
        }

        assertRefused(basic("made-up-4", "x", "2001:db8::9999"));
        assertRefused(new MockHttpServletRequest("POST", "/oauth2/token"), "2001:db8::9999");
        assertPasses(basic("shop", "right", "2001:db8::9999"));
        assertPasses(basic("made-up-4", "x", "2001:db8:0:1::1"));
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

    /** Attack: made-up access tokens without end. Those with a good one behind the same address never come here. */
    @Test
    void madeUpAccessTokensAreToldToWait() throws Exception {
        for (int i = 0; i < 3; i++) {
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

    private void guess(String client, String network, int times) {
        for (int i = 0; i < times; i++) {
            MockHttpServletRequest request = basic(client, "guess-" + i, network);
            assertPasses(request);
            guesses.count(new ClientRefused("invalid_client", "wrong secret", client));
        }
    }

    private void assertPasses(MockHttpServletRequest request) {
        serve(request);
        assertThatCode(() -> limits.requireNoGuesser(request, response)).doesNotThrowAnyException();
    }

    private void assertRefused(MockHttpServletRequest request) {
        serve(request);
        assertThatThrownBy(() -> limits.requireNoGuesser(request, response)).isInstanceOf(TooManyRequests.class);
    }

    private void assertRefused(MockHttpServletRequest request, String network) {
        request.setRemoteAddr(network);
        assertRefused(request);
    }

    private static MockHttpServletRequest basic(String client, String secret, String network) {
        MockHttpServletRequest request = token(network);
        String pair = client + ":" + secret;
        request.addHeader(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
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

    private void registered(String client) {
        when(clients.findByClientId(anyString())).thenReturn(null);
        RegisteredClient known = mock();
        when(clients.findByClientId(client)).thenReturn(known);
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
