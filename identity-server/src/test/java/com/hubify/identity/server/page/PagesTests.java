package com.hubify.identity.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.activity.InMemoryActivities;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.consent.PendingConsent;
import com.hubify.identity.server.grant.ConnectedApplication;
import com.hubify.identity.server.grant.InMemoryConnectedApplications;
import com.hubify.identity.server.session.HeldSession;
import com.hubify.identity.server.session.InMemoryHeldSessions;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.testing.TestClock;
import jakarta.servlet.RequestDispatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** What holds for every page. Each is also left in {@code target/pages}, to be looked at. */
@PageTest
class PagesTests {

    private static final Path GALLERY = Path.of("target", "pages");
    private static final Pattern MISSING_MESSAGE = Pattern.compile("\\?\\?\\S+\\?\\?");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private OAuth2AuthorizationService authorizations;

    @Autowired
    private BreakableApiKeys keys;

    @Autowired
    private OAuth2AuthorizationConsentService consents;

    @Autowired
    private InMemoryConnectedApplications applications;

    @Autowired
    private InMemoryHeldSessions sessions;

    @Autowired
    private InMemoryActivities activities;

    static Stream<String> pages() {
        return requests().keySet().stream();
    }

    @BeforeEach
    void somebodyHasKeys() {
        AccountId ada = new AccountId(KnownPeople.ADA);
        keys.add(TestApiKeys.usable()
                .owner(ada)
                .expiresAt(TestClock.START.plus(Duration.ofDays(5)))
                .key());
        keys.add(TestApiKeys.usable()
                .owner(ada)
                .id("unused00")
                .createdAt(TestClock.START.minus(Duration.ofDays(100)))
                .key());
    }

    @BeforeEach
    void somebodyIsConnectedAndSignedIn() {
        applications.add(
                KnownPeople.ADA,
                new ConnectedApplication(
                        KnownClients.WEB,
                        Set.of("openid", "profile", "labs:read"),
                        Set.of("personal"),
                        TestClock.START,
                        TestClock.START),
                new ConnectedApplication("gone", Set.of("telescope:point"), Set.of(), TestClock.START, null));
        sessions.add(held("here", "sid", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
        sessions.add(held("there", "other-sid", "<script>alert(1)</script>"));
        activities.add(
                KnownPeople.ADA, "signed-in", TestClock.START, Map.of("browser", "Firefox", "address", "192.0.2.7"));
        activities.add(KnownPeople.ADA, "key-refused-revoked", TestClock.START, Map.of("key", "hfy_key_abcd1234…"));
        activities.add(KnownPeople.ADA, "error-page", TestClock.START, Map.of("reference", "7K3M9Q2X"));
    }

    private static HeldSession held(String name, String sid, String userAgent) {
        return new HeldSession(
                name,
                new SignInAuthentication(new AccountId(KnownPeople.ADA), sid, TestClock.START, TestClock.START),
                userAgent,
                "192.0.2.7",
                TestClock.START);
    }

    @BeforeEach
    void somebodyIsAsked() {
        PendingConsent.forWeb("openid", "profile", "email", "labs:read", "experiments:*", "telescope:point")
                .state("gallery-web")
                .saveTo(authorizations);
        PendingConsent.forDevice("labs:read", "offline_access", "api-keys:write")
                .state("gallery-device")
                .saveTo(authorizations);
        PendingConsent.forWeb("openid", "*").state("gallery-all").saveTo(authorizations);
        consents.save(OAuth2AuthorizationConsent.withId(KnownClients.WEB, KnownPeople.MALLORY)
                .scope("experiments:*")
                .build());
        PendingConsent.forWeb("openid", "experiments:read", "labs:write")
                .of(KnownPeople.MALLORY)
                .state("gallery-again")
                .saveTo(authorizations);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isWellFormedAndSaysEverything(String name) throws Exception {
        HtmlPage page = RenderedPage.of(render(name));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(page.getTitleText())
                .endsWith(" · Hubify")
                .hasSizeGreaterThan(9)
                .containsOnlyOnce("Hubify");
        assertThat(page.getElementsByTagName("main")).hasSize(1);
        assertThat(page.getElementsByTagName("h1")).hasSize(1);
        assertThat(page.asXml()).doesNotContainPattern(MISSING_MESSAGE);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void loadsNothingFromElsewhereAndRunsNothing(String name) throws Exception {
        HtmlPage page = RenderedPage.of(render(name));

        assertThat(page.getElementsByTagName("script")).isEmpty();
        assertThat(page.getElementsByTagName("style")).isEmpty();
        assertThat(all(page)).noneMatch(element -> element.hasAttribute("style"));
        assertThat(all(page)).allMatch(element -> isOurs(element.getAttribute("src")));
        assertThat(all(page)).allMatch(element -> isOurs(element.getAttribute("href")) || isMailTo(element));
        assertThat(all(page)).allMatch(element -> isOurs(element.getAttribute("action")));
        assertThat(all(page))
                .noneMatch(element -> element.getAttributesMap().keySet().stream()
                        .anyMatch(attribute -> attribute.startsWith("on") || attribute.startsWith("th:")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void labelsEveryField(String name) throws Exception {
        HtmlPage page = RenderedPage.of(render(name));

        assertThat(page.<HtmlInput>getByXPath("//input[not(@type='hidden')]"))
                .allSatisfy(input -> assertThat(page.getByXPath("//label[@for='" + input.getId() + "']"))
                        .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isKeptByNobodyAndShownInNoFrame(String name) throws Exception {
        MockHttpServletResponse response = respond(name);

        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.getHeader("X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.getHeader("Referrer-Policy")).isEqualTo("same-origin");
    }

    /** Once it followed the browser's wishes, over English text. */
    @ParameterizedTest
    @MethodSource("pages")
    void saysThatItIsEnglishWhateverTheBrowserWouldLike(String name) throws Exception {
        MockHttpServletResponse response = mvc.perform(request(name)
                        .header("Accept-Language", "fr-CH, de;q=0.8")
                        .locale(Locale.FRENCH))
                .andReturn()
                .getResponse();

        assertThat(response.getHeader("Content-Language")).isEqualTo("en");
    }

    /** "Tell us" without an address tells nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"activated", "login-unacceptable", "error-ours", "error-redirect-uri"})
    void saysWhereToTell(String name) throws Exception {
        HtmlPage page = RenderedPage.of(render(name));

        assertThat(page.<DomElement>getByXPath("//a[@href='mailto:security@hubify.com']"))
                .hasSize(1)
                .allSatisfy(link -> assertThat(link.getTextContent()).isEqualTo("security@hubify.com"));
    }

    private static Map<String, MockHttpServletRequestBuilder> requests() {
        return Map.ofEntries(
                Map.entry("home", get("/")),
                Map.entry("home-signed-in", get("/").with(user(KnownPeople.ADA))),
                Map.entry("login", get("/login")),
                Map.entry("login-unavailable", get("/login?error=upstream_unavailable&reference=7K3M9Q2X")),
                Map.entry("login-unacceptable", get("/login?error=upstream_error&reference=7K3M9Q2X")),
                Map.entry("consent", consent("gallery-web", KnownClients.WEB)),
                Map.entry("consent-all", consent("gallery-all", KnownClients.WEB)),
                Map.entry(
                        "consent-again",
                        consent("gallery-again", KnownClients.WEB).with(user(KnownPeople.MALLORY))),
                Map.entry("consent-device", consent("gallery-device", KnownClients.DEVICE)),
                Map.entry("activate", get("/activate?user_code=bcdf ghjk").with(user(KnownPeople.ADA))),
                Map.entry("activate-invalid", get("/activate?error=invalid").with(user(KnownPeople.ADA))),
                Map.entry("activate-declined", get("/activate?error=declined").with(user(KnownPeople.ADA))),
                Map.entry("activated", get("/activated").with(user(KnownPeople.ADA))),
                Map.entry("account", get("/account").with(justSignedIn())),
                Map.entry("account-empty", get("/account").with(user(KnownPeople.MALLORY))),
                Map.entry("applications", get("/account/applications").with(justSignedIn())),
                Map.entry("applications-none", get("/account/applications").with(user(KnownPeople.MALLORY))),
                Map.entry(
                        "application-disconnect",
                        get("/account/applications/disconnect?client=" + KnownClients.WEB)
                                .with(justSignedIn())),
                Map.entry("sessions", get("/account/sessions").with(justSignedIn())),
                Map.entry("sessions-others", get("/account/sessions/others").with(justSignedIn())),
                Map.entry(
                        "activity", get("/account/activity?reference=7K3M9Q2X").with(justSignedIn())),
                Map.entry(
                        "activity-missing",
                        get("/account/activity?reference=ABCD2345").with(user(KnownPeople.MALLORY))),
                Map.entry("error-own", error(500).with(justSignedIn())),
                Map.entry("keys", get("/account/keys").with(user(KnownPeople.ADA))),
                Map.entry("keys-none", get("/account/keys").with(user(KnownPeople.MALLORY))),
                Map.entry("key-new", get("/account/keys/new").with(justSignedIn())),
                Map.entry("key-new-problems", newKey("labs:red", "")),
                Map.entry("key-confirm", newKey("*", "Everything")),
                Map.entry("key-change", get("/account/keys/abcd1234").with(user(KnownPeople.ADA))),
                Map.entry("key-rotate", get("/account/keys/abcd1234/rotate").with(justSignedIn())),
                Map.entry("keys-revoke-all", get("/account/keys/revoke-all").with(justSignedIn())),
                Map.entry("key-revoke", get("/account/keys/abcd1234/revoke").with(user(KnownPeople.ADA))),
                Map.entry("sign-out", get("/logout").with(user(KnownPeople.ADA))),
                Map.entry("signed-out", get("/signed-out")),
                Map.entry("error-not-found", error(404)),
                Map.entry("error-unavailable", error(503)),
                Map.entry("error-ours", error(500)),
                Map.entry("error-redirect-uri", error(400).with(request -> {
                    ProtocolFailure.of("invalid_request", "redirect_uri", request)
                            .attachTo(request);
                    return request;
                })));
    }

    private static MockHttpServletRequestBuilder consent(String state, String client) {
        return get("/oauth2/consent")
                .queryParam("state", state)
                .queryParam("client_id", client)
                .queryParam("user_code", "BCDF-GHJK")
                .with(user(KnownPeople.ADA));
    }

    private static MockHttpServletRequestBuilder newKey(String scope, String name) {
        return post("/account/keys")
                .param("name", name)
                .param("scopes", scope)
                .with(csrf())
                .with(justSignedIn());
    }

    private static RequestPostProcessor justSignedIn() {
        return authentication(
                new SignInAuthentication(new AccountId(KnownPeople.ADA), "sid", TestClock.START, TestClock.START));
    }

    private static MockHttpServletRequestBuilder error(int status) {
        return get("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status);
    }

    private MockHttpServletResponse respond(String name) throws Exception {
        return mvc.perform(request(name)).andReturn().getResponse();
    }

    private static MockHttpServletRequestBuilder request(String name) {
        return Objects.requireNonNull(requests().get(name)).accept(MediaType.TEXT_HTML);
    }

    private String render(String name) throws Exception {
        String html = respond(name).getContentAsString();
        Files.createDirectories(GALLERY);
        Files.writeString(GALLERY.resolve(name + ".html"), html);
        return html;
    }

    private static List<DomElement> all(HtmlPage page) {
        return page.getByXPath("//*");
    }

    /** A link that loads nothing. */
    private static boolean isMailTo(DomElement element) {
        return element.getTagName().equals("a") && element.getAttribute("href").startsWith("mailto:");
    }

    private static boolean isOurs(String address) {
        return address.isEmpty() || address.startsWith("#") || address.startsWith("/") && !address.startsWith("//");
    }
}
