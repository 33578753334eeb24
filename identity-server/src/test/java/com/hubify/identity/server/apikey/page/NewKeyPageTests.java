package com.hubify.identity.server.apikey.page;

import static com.hubify.identity.server.apikey.page.KeyPages.ADA;
import static com.hubify.identity.server.apikey.page.KeyPages.html;
import static com.hubify.identity.server.apikey.page.KeyPages.newKey;
import static com.hubify.identity.server.apikey.page.KeyPages.problem;
import static com.hubify.identity.server.apikey.page.KeyPages.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.issuance.ApiKeyCreated;
import com.hubify.identity.server.page.PageTest;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class NewKeyPageTests {

    private static final String KEYS = "/account/keys";
    private static final String NEW = "/account/keys/new";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private BreakableApiKeys keys;

    @Autowired
    private InMemoryRevocations revocations;

    @Autowired
    private ConfigurableApplicationContext context;

    private KeyPages ada;

    @BeforeEach
    void openBrowser() {
        ada = KeyPages.of(mvc);
    }

    @Test
    void makesTheKeyThatWasAskedForAndShowsIt() throws Exception {
        MockHttpServletResponse answer = ada.submit(
                KEYS,
                "name",
                "Backup",
                "scopes",
                "labs:read",
                "scopes",
                "experiments:*",
                "expires_in",
                "30d",
                "description",
                "On the server");

        Files.createDirectories(Path.of("target", "pages"));
        Files.writeString(Path.of("target", "pages", "key-created.html"), answer.getContentAsString());
        ApiKey key = keys.ownedBy(ADA).get(0);
        assertThat(ApiKeyToken.parse(newKey(answer)).orElseThrow().id())
                .isEqualTo(key.id().value());
        assertThat(key.name().value()).isEqualTo("Backup");
        assertThat(key.scopes().values()).containsExactly("labs:read", "experiments:*");
        assertThat(key.expiresAt()).isEqualTo(TestClock.START.plus(Duration.ofDays(30)));
        assertThat(key.terms().description()).hasToString("On the server");
        assertThat(text(answer)).contains("curl http://localhost/v1/api-keys/verify", newKey(answer));
    }

    @Test
    void limitsTheKeyToNetworks() throws Exception {
        MockHttpServletResponse wrong = ada.submit(
                KEYS, "name", "Backup", "scopes", "labs:read", "allowed_ips", "203.0.113.0/24\r\n<b>10.0.0.5/8");
        MockHttpServletResponse hostBits =
                ada.submit(KEYS, "name", "Backup", "scopes", "labs:read", "allowed_ips", "10.0.0.5/8");
        MockHttpServletResponse made = ada.submit(
                KEYS, "name", "Backup", "scopes", "labs:read", "allowed_ips", " 2001:db8::/32 \r\n203.0.113.0/24,\r\n");

        assertThat(wrong.getStatus()).isEqualTo(400);
        assertThat(problem(wrong, "allowed_ips")).contains("“<b>10.0.0.5/8” is not an address");
        assertThat(wrong.getContentAsString()).doesNotContain("<b>");
        assertThat(html(wrong).getElementById("allowed_ips").getTextContent()).contains("203.0.113.0/24");
        assertThat(problem(hostBits, "allowed_ips")).contains("Do you mean 10.0.0.0/8?");
        assertThat(text(made)).contains("Only from", "203.0.113.0/24", "2001:db8::/32");
        assertThat(keys.ownedBy(ADA))
                .singleElement()
                .satisfies(key -> assertThat(key.allowedIps()).hasToString("203.0.113.0/24 2001:db8::/32"));
    }

    /** Attack, or haste: the second question about a key for everything loses where it is valid from. */
    @Test
    void keepsTheNetworksWhileItAsksAgain() throws Exception {
        MockHttpServletResponse asked =
                ada.submit(KEYS, "name", "All", "scopes", "*", "allowed_ips", "10.0.0.0/8\r\n10.9.0.0/16");

        assertThat(text(asked)).contains("10.0.0.0/8");
        assertThat(html(asked)
                        .<HtmlInput>getFirstByXPath("//input[@name='allowed_ips']")
                        .getValue())
                .isEqualToNormalizingNewlines("10.0.0.0/8\n10.9.0.0/16");
        assertThat(html(asked).getByXPath("//a[contains(@href, 'allowed_ips=10.0.0.0/8')]"))
                .hasSize(1);
    }

    /** Attack: a key that is left in a cache, or runs a script of somebody else on the page that shows it. */
    @Test
    void keyIsKeptByNobody() throws Exception {
        MockHttpServletResponse answer = ada.submit(KEYS, "name", "Backup", "scopes", "labs:read");
        HtmlPage page = html(answer);

        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getHeader("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                        + "frame-ancestors 'none'; form-action 'self'; script-src 'self'");
        assertThat(page.getByXPath("//script[not(@src='/assets/copy.js') or text()]"))
                .isEmpty();
        assertThat(page.getByXPath("//*[@href or @action or @src]"))
                .noneMatch(element -> element.toString().contains("hfy_key_"));
        assertThat(ada.open(KEYS).getContentAsString()).doesNotContain(newKey(answer));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, 90", "90d, 90", "365d, 365", "4w, 28", "never, -"})
    void expiresWhenItWasAskedTo(String expiresIn, Integer days) throws Exception {
        if (expiresIn == null) {
            ada.submit(KEYS, "name", "n", "scopes", "labs:read");
        } else {
            ada.submit(KEYS, "name", "n", "scopes", "labs:read", "expires_in", expiresIn);
        }

        assertThat(keys.ownedBy(ADA).get(0).expiresAt())
                .isEqualTo(days == null ? null : TestClock.START.plus(Duration.ofDays(days)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name       |                | labs:read   | 90d   | Give the key a name.",
                "name       | a\tb           | labs:read   | 90d   | The name must have",
                "scopes     | Backup         |             | 90d   | Choose at least one permission.",
                "scopes     | Backup         | labs:red    | 90d   | Do you mean labs:read",
                "scopes     | Backup         | <b>         | 90d   | There is no permission “<b>”",
                "scopes     | Backup         | openid      | 90d   | A key can’t have",
                "scopes     | Backup         | api-keys:write | 90d | A key can’t have",
                "expires_in | Backup         | labs:read   | -1d   | Choose when the key expires",
                "expires_in | Backup         | labs:read   | 0d    | Choose when the key expires",
                "expires_in | Backup         | labs:read   | 11y   | Choose when the key expires",
                "expires_in | Backup         | labs:read   | 9999d | at most 10 years",
                "expires_in | Backup         | labs:read   | 9999999w | at most 10 years"
            })
    void saysWhatIsWrongBesideTheField(String field, String name, String scope, String expiresIn, String said)
            throws Exception {
        String entered = name == null ? "" : name;

        MockHttpServletResponse answer = scope == null
                ? ada.submit(KEYS, "name", entered, "expires_in", expiresIn)
                : ada.submit(KEYS, "name", entered, "scopes", scope, "expires_in", expiresIn);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(problem(answer, field)).contains(said);
        assertThat(keys.ownedBy(ADA)).isEmpty();
    }

    @Test
    void losesNothingOfWhatWasEntered() throws Exception {
        HtmlPage page = html(ada.submit(
                KEYS,
                "name",
                "",
                "description",
                "a \"b\"",
                "scopes",
                "labs:read",
                "scopes",
                "pods:*",
                "expires_in",
                "14d"));

        assertThat(page.<HtmlInput>getFirstByXPath("//input[@name='description']")
                        .getValue())
                .isEqualTo("a \"b\"");
        assertThat(ticked(page)).containsExactlyInAnyOrder("labs:read", "pods:*");
        assertThat(page.getByXPath("//option[@selected and @value='14d']")).hasSize(1);
    }

    @Test
    void ticksNothingForThePerson() throws Exception {
        assertThat(ticked(html(ada.open(NEW)))).isEmpty();
    }

    /** Fault: reloading the page of a new key made another one. */
    @Test
    void formMakesOneKeyHoweverOftenItIsSent() throws Exception {
        String once = KeyPages.once(ada.open(NEW));
        String key = newKey(ada.submit(KEYS, "name", "Backup", "scopes", "labs:read", "once", once));

        MockHttpServletResponse again = ada.submit(KEYS, "name", "Backup", "scopes", "labs:read", "once", once);
        MockHttpServletResponse other = ada.submit(KEYS, "name", "Backup", "scopes", "labs:write", "once", once);
        keys.forgetSealed();
        MockHttpServletResponse late = ada.submit(KEYS, "name", "Backup", "scopes", "labs:read", "once", once);

        String id = ApiKeyToken.parse(key).orElseThrow().id();
        assertThat(newKey(again)).isEqualTo(key);
        assertThat(other.getStatus()).isEqualTo(409);
        assertThat(text(other)).contains("This form has created a key already, with other values");
        assertThat(KeyPages.once(other)).isNotEqualTo(once);
        assertThat(late.getRedirectedUrl()).isEqualTo("/account/keys?made=" + id);
        assertThat(text(ada.open(KEYS + "?made=" + id))).contains("Backup was created already");
        assertThat(keys.ownedBy(ADA)).hasSize(1);
    }

    /** Fault: a double click made two keys, and the browser showed one. */
    @Test
    void clicksAtOnceMakeOneKeyAndAllShowIt() throws Exception {
        String once = KeyPages.once(ada.open(NEW));

        List<MockHttpServletResponse> answers =
                ada.submitAtOnce(KEYS, "name", "Backup", "scopes", "labs:read", "once", once);

        assertThat(keys.ownedBy(ADA)).hasSize(1);
        assertThat(newKey(answers.get(0)))
                .startsWith("hfy_key_" + keys.ownedBy(ADA).get(0).id())
                .isEqualTo(newKey(answers.get(1)));
    }

    /** Attack: a link with a value that its maker knows, which decrypts the key in the store. */
    @Test
    void linkDoesNotChooseTheValueOfTheForm() throws Exception {
        String known = KeyPages.once(ada.open(NEW));

        assertThat(KeyPages.once(ada.open(NEW + "?once=" + known))).isNotEqualTo(known);
    }

    @Test
    void saysThatThereAreTooManyKeys() throws Exception {
        for (int i = 0; i < InMemoryApiKeys.MAX_PER_OWNER; i++) {
            keys.add(TestApiKeys.usable().owner(ADA).id(i).key());
        }

        MockHttpServletResponse answer = ada.submit(KEYS, "name", "One more", "scopes", "labs:read");

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(text(answer)).contains("You have 100 keys, the maximum.");
    }

    /** Attack: a form on a foreign page makes a key in the person's name. */
    @Test
    void makesNoneWithoutTheTokenOfTheForm() throws Exception {
        assertThat(ada.submitWithoutToken(KEYS, "name", "n", "scopes", "labs:read")
                        .getStatus())
                .isEqualTo(403);
        assertThat(keys.ownedBy(ADA)).isEmpty();
    }

    /** Attack: a link makes a key, or fills the form in with full access for one who only presses the button. */
    @ParameterizedTest
    @ValueSource(strings = {NEW, KEYS})
    void linkMakesNoKey(String path) throws Exception {
        MockHttpServletResponse answer = ada.open(path + "?name=CI&scopes=*&scopes=labs:read&confirmed=*");

        assertThat(ticked(html(answer))).doesNotContain("*");
        assertThat(keys.ownedBy(ADA)).isEmpty();
    }

    /** Attack, or haste: one click opens everything. */
    @Test
    void fullAccessTakesASecondClickOnAPageThatSaysWhatItOpens() throws Exception {
        MockHttpServletResponse question = ada.submit(KEYS, "name", "All", "scopes", "*", "expires_in", "30d");

        assertThat(text(question)).contains("labs:write", "knowledge:*", "Create and edit papers");
        assertThat(html(question).getByXPath("//*[@data-key]")).isEmpty();
        assertThat(keys.ownedBy(ADA)).isEmpty();

        ada.submit(KEYS, "name", "All", "scopes", "*", "expires_in", "30d", "confirmed", "*");
        assertThat(keys.ownedBy(ADA)).hasSize(1);
    }

    /** Attack: somebody at an open browser, whose person signed in this morning, posts the form without having seen it. */
    @Test
    void oldSignInMakesNone() throws Exception {
        KeyPages morning = ada.signedIn(Duration.ofMinutes(10));

        assertThat(morning.open(NEW).getRedirectedUrl()).isEqualTo("/login");
        assertThat(morning.submit(KEYS, "name", "n", "scopes", "labs:read").getRedirectedUrl())
                .isEqualTo("/login");
        assertThat(keys.ownedBy(ADA)).isEmpty();
        assertThat(ada.signedIn(Duration.ofMinutes(9)).open(NEW).getStatus()).isEqualTo(200);
    }

    /** Attack: a person who is revoked in this very moment is left with a key that is younger than the revocation. */
    @Test
    void keyDoesNotOutliveTheSignInItIsMadeWith() throws Exception {
        ApplicationListener<PayloadApplicationEvent<ApiKeyCreated>> operator = event ->
                revocations.publish(new Revocation(new Ancestor(Ancestor.Kind.SUBJECT, ADA.value()), TestClock.START));
        context.addApplicationListener(operator);
        try {
            MockHttpServletResponse answer = ada.submit(KEYS, "name", "n", "scopes", "labs:read");

            assertThat(answer.getContentAsString()).doesNotContain("hfy_key_");
            assertThat(keys.ownedBy(ADA)).isEmpty();
        } finally {
            context.removeApplicationListener(operator);
        }
    }

    private static List<String> ticked(HtmlPage page) {
        return page.<HtmlCheckBoxInput>getByXPath("//input[@name='scopes' and @checked]").stream()
                .map(HtmlInput::getValue)
                .toList();
    }
}
