package com.hubify.identity.platform;

import static com.hubify.identity.platform.RealClientPrograms.go;
import static com.hubify.identity.platform.RealClientPrograms.node;
import static com.hubify.identity.platform.RealClientPrograms.python;
import static com.hubify.identity.platform.RealClientPrograms.springBoot;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.chromium.Chromium;
import com.hubify.identity.platform.RealClient.Pages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other people's client libraries, unmodified and with their defaults, against the server as it is shipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClientsIT {

    private static final String SOLO = "user_2hUbIfYsOlOsAmPlEuSeR000001";
    private static final Pages PAGES = new Pages("/login", "/callback", "/logout");
    private static final Pages SPRING_PAGES = new Pages("/login-then-profile", "/login/oauth2/code/hubify", "/logout");
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> NO_PKCE = Map.of("require-pkce", "false");

    private static final Map<String, String> ANOTHER_AUDIENCE = Map.of("audience", "https://billing.example.com");

    // They keep no refresh token.
    private static final Set<String> WITHOUT_REFRESH = Set.of("passport-openidconnect", "auth-js");

    private final List<RealClient> clients = List.of(
            RealClient.of("openid-client", node("openid-client.mjs"), PAGES, NOTHING),
            RealClient.of("oauth4webapi", node("oauth4webapi.mjs"), PAGES, NOTHING),
            RealClient.of(
                    "express-openid-connect",
                    node("express-openid-connect.mjs"),
                    new Pages("/profile", "/callback", "/logout"),
                    NOTHING),
            RealClient.of("go-oidc", go(), PAGES, NOTHING),
            RealClient.of(
                    "mcp-sdk", node("mcp-sdk.mjs"), new Pages("/login", "/callback", ""), Map.of("public", "true")),
            RealClient.of("authlib", python("authlib_flask.py"), PAGES, NO_PKCE),
            RealClient.of(
                    "requests-oauthlib",
                    python("requests_oauthlib_flask.py"),
                    new Pages("/login", "/callback", ""),
                    NO_PKCE),
            RealClient.of(
                    "passport-openidconnect",
                    node("passport-openidconnect.mjs"),
                    new Pages("/login", "/callback", ""),
                    NO_PKCE),
            RealClient.of(
                    "auth-js",
                    node("auth-js.mjs"),
                    new Pages("/login", "/auth/callback/hubify", ""),
                    Map.of("id-token-claims", "profile,email")),
            RealClient.of("spring-boot-3.5", springBoot("3.5", "client"), SPRING_PAGES, asOnThePage(NO_PKCE)),
            RealClient.of("spring-boot-4.1", springBoot("4.1", "client"), SPRING_PAGES, asOnThePage(NOTHING)));

    private final RealClient inBrowser = RealClient.of(
            "oidc-client-ts",
            node("oidc-client-ts.mjs"),
            new Pages("/login", "/callback", "/logout"),
            Map.of("public", "true"));

    private final List<RealClient> services = List.of(
            RealClient.of("plain-service-4.1", springBoot("4.1", "service"), PAGES, NOTHING),
            RealClient.of("plain-service-3.5", springBoot("3.5", "service"), PAGES, NOTHING));

    private final List<RealClient> otherServices = List.of(
            RealClient.of("other-service-4.1", springBoot("4.1", "service"), PAGES, ANOTHER_AUDIENCE),
            RealClient.of("other-service-3.5", springBoot("3.5", "service"), PAGES, ANOTHER_AUDIENCE));

    private final List<Process> running = new ArrayList<>();
    private Platform platform;

    @BeforeAll
    void start() {
        RealClientPrograms.install();
        var registrations = new LinkedHashMap<String, String>();
        clients.forEach(client -> registrations.putAll(client.registration()));
        registrations.putAll(inBrowser.registration());
        platform = Platform.startWithoutDemo(registrations);
        Stream.concat(services.stream(), otherServices.stream())
                .forEach(service -> running.add(service.start(platform.issuer())));
    }

    @AfterAll
    void stop() {
        running.forEach(Process::destroy);
        platform.close();
    }

    Stream<RealClient> clients() {
        return clients.stream();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void signsInRefreshesReadsUserinfoAndSignsOut(RealClient client) {
        running.add(client.start(platform.issuer()));
        try (var browser = new NoScriptBrowser()) {
            var seen = seen(browser.signIn(client.signIn(), "solo@example.com", "hubify"));

            assertThat(seen.at("/sub").asString()).as(seen.toString()).isEqualTo(SOLO);
            assertThat(seen.at("/email").asString()).isEqualTo("solo@example.com");
            if (!WITHOUT_REFRESH.contains(client.name())) {
                assertThat(seen.at("/refreshed").asBoolean(false))
                        .as(seen.toString())
                        .isTrue();
            }
            services.forEach(service -> accepts(service, seen.at("/accessToken").asString()));
            if (client.pages().canSignOut()) {
                assertThat(seen(browser.signOut(client.signOut())).toString()).isEqualTo("{\"signedIn\":false}");
                assertThat(browser.addressAfter(client.signInWithoutAsking(platform.issuer())))
                        .startsWith(client.base() + "/")
                        .contains("error=login_required");
            }
        }
    }

    @Test
    void signsInRefreshesReadsUserinfoAndSignsOutInTheBrowser() {
        running.add(inBrowser.start(platform.issuer()));
        try (var chromium = Chromium.start()) {
            var browser = new Visit(chromium.driver());
            var seen = JsonMapper.shared().readTree(browser.signIn(inBrowser.signIn(), "solo@example.com", "hubify"));

            assertThat(seen.at("/sub").asString()).as(seen.toString()).isEqualTo(SOLO);
            assertThat(seen.at("/email").asString()).isEqualTo("solo@example.com");
            assertThat(seen.at("/refreshed").asBoolean(false))
                    .as(seen.toString())
                    .isTrue();
            services.forEach(service -> accepts(service, seen.at("/accessToken").asString()));
            assertThat(browser.seen(inBrowser.signOut(), "{\"signedIn\":false}"))
                    .isEqualTo("{\"signedIn\":false}");
            assertThat(browser.addressAfter(inBrowser.signInWithoutAsking(platform.issuer())))
                    .startsWith(inBrowser.base() + "/")
                    .contains("error=login_required");
        }
    }

    /** Attack: a token for another service, or without the scope, at a service that knows of neither but what the page says. */
    @Test
    void plainServicesTakeWhatIsMeantForThem() {
        var issued = new Issued(platform);
        var all = issued.machineToken("experiments:*");
        var other = issued.machineToken("labs:read");

        for (RealClient service : services) {
            assertThat(experiments(service, all)).as(service.name()).isEqualTo(200);
            assertThat(experiments(service, issued.machineToken("experiments:read")))
                    .as(service.name())
                    .isEqualTo(200);
            assertThat(experiments(service, other)).as(service.name()).isEqualTo(403);
        }
        for (RealClient service : otherServices) {
            assertThat(experiments(service, all)).as(service.name()).isEqualTo(401);
            assertThat(Http.get(service.base() + "/whoami", other).status())
                    .as(service.name())
                    .isEqualTo(401);
        }
    }

    private static int experiments(RealClient service, String token) {
        return Http.get(service.base() + "/v1/experiments", token).status();
    }

    private static Map<String, String> asOnThePage(Map<String, String> more) {
        var settings = ClientsPage.springBootClient();
        settings.putAll(more);
        return settings;
    }

    private static void accepts(RealClient service, String token) {
        var answer = Http.get(service.base() + "/whoami", token);
        assertThat(answer.response().body()).as(service + ": " + answer).isEqualTo(SOLO);
    }

    private static JsonNode seen(HtmlPage page) {
        var seen = page.getElementById("seen");
        assertThat(seen).as(page.getUrl() + ": " + page.asNormalizedText()).isNotNull();
        return JsonMapper.shared().readTree(seen.getTextContent());
    }
}
