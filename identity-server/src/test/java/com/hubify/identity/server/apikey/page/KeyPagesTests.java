package com.hubify.identity.server.apikey.page;

import static com.hubify.identity.server.apikey.page.KeyPages.ADA;
import static com.hubify.identity.server.apikey.page.KeyPages.MALLORY;
import static com.hubify.identity.server.apikey.page.KeyPages.html;
import static com.hubify.identity.server.apikey.page.KeyPages.newKey;
import static com.hubify.identity.server.apikey.page.KeyPages.problem;
import static com.hubify.identity.server.apikey.page.KeyPages.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.leak.Disarming;
import com.hubify.identity.server.apikey.leak.LeakedKeys;
import com.hubify.identity.server.page.PageTest;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class KeyPagesTests {

    private static final String KEYS = "/account/keys";
    private static final String KEY = "/account/keys/abcd1234";
    private static final Duration YESTERDAY = Duration.ofDays(1);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private BreakableApiKeys keys;

    @Autowired
    private LeakedKeys leaked;

    private KeyPages ada;

    @BeforeEach
    void openBrowser() {
        ada = KeyPages.of(mvc);
    }

    @Test
    void teachesWhoHasNoKeys() throws Exception {
        assertThat(text(ada.open(KEYS))).contains("You have no API keys", "hubify auth api-key create");
    }

    @Test
    void showsTwentyOnAPageNewestFirst() throws Exception {
        for (int i = 0; i < 21; i++) {
            keys.add(TestApiKeys.usable()
                    .owner(ADA)
                    .id(i)
                    .createdAt(TestClock.START.minusSeconds(i))
                    .key());
        }

        assertThat(html(ada.open(KEYS)).getByXPath("//li[@class='key']")).hasSize(20);
        assertThat(html(ada.open(KEYS)).getElementById("key-00000020")).isNull();
        for (String last : new String[] {"2", "3", "99999"}) {
            HtmlPage page = html(ada.open(KEYS + "?page=" + last));
            assertThat(page.getByXPath("//li[@class='key']")).hasSize(1);
            assertThat(page.getElementById("key-00000020")).isNotNull();
        }
        assertThat(ada.open(KEYS + "?page=0").getStatus()).isEqualTo(200);
        assertThat(ada.open(KEYS + "?page=x").getStatus()).isEqualTo(200);
    }

    /** Attack: a report's address is markup, or a link to a page that asks for the new key. */
    @Test
    void saysWhereALeakedKeyWasAndLinksNowhere() throws Exception {
        keys.add(TestApiKeys.usable().owner(ADA).key());
        String url = "https://evil.example/<img src=x>";
        Disarming.report(leaked, TestApiKeys.usable().token().value(), url);

        for (String path : new String[] {KEYS, KEY}) {
            HtmlPage page = html(ada.open(path));

            String banner =
                    page.<DomElement>getFirstByXPath("//div[@role='alert']").asNormalizedText();
            assertThat(banner)
                    .contains("my-integration was found in public", "https://evil.example/<img?src=x>", "only read");
            assertThat(page.getByXPath("//a[contains(@href, 'evil')] | //img[@src='x']"))
                    .isEmpty();
        }
        assertThat(text(ada.open(KEYS))).contains("Leaked: it can only read", "Replace it now");
    }

    @Test
    void saysThatALeakedKeyWasRevoked() throws Exception {
        keys.add(TestApiKeys.usable().owner(ADA).key());
        Disarming.report(leaked, TestApiKeys.usable().token().value(), "https://github.com/ada");
        keys.revoke(new ApiKeyId("abcd1234"), TestClock.START);

        assertThat(text(ada.open(KEYS))).contains("my-integration was found in public", "It was revoked at once");
    }

    @Test
    void marksWhatNeedsAttention() throws Exception {
        add(TestApiKeys.usable().expiresAt(TestClock.START.plus(Duration.ofDays(13))));
        add(TestApiKeys.usable().id("lasting0").expiresAt(TestClock.START.plus(Duration.ofDays(15))));
        add(TestApiKeys.usable().id("unused00").createdAt(TestClock.START.minus(Duration.ofDays(90))));

        HtmlPage page = html(ada.open(KEYS));

        assertThat(said(page, "abcd1234")).contains("Expires soon").doesNotContain("Not used for");
        assertThat(said(page, "lasting0")).doesNotContain("Expires soon", "Not used for");
        assertThat(said(page, "unused00")).contains("Not used for 90 days").doesNotContain("Expires soon");
        assertThat(said(page, "abcd1234"))
                .contains("hfy_key_abcd1234…", "Read lab information", "labs:read", "14 Apr 2026, 10:00 UTC");
    }

    @Test
    void namesTheNetworksAndTakesSmallerOnes() throws Exception {
        add(TestApiKeys.usable().allowedIps("10.0.0.0/8"));

        assertThat(said(html(ada.open(KEYS)), "abcd1234")).contains("Only from", "10.0.0.0/8");
        assertThat(html(ada.open(KEY)).getElementById("allowed_ips").getTextContent())
                .isEqualTo("10.0.0.0/8");
        for (String wider : new String[] {"", "10.0.0.0/7"}) {
            MockHttpServletResponse refused = ada.submit(KEY, "name", "n", "scopes", "labs:read", "allowed_ips", wider);
            assertThat(refused.getStatus()).isEqualTo(400);
            assertThat(problem(refused, "allowed_ips")).contains("must lie within");
        }
        ada.submit(KEY, "name", "n", "scopes", "labs:read", "allowed_ips", "10.1.0.0/16");
        assertThat(keys.find(new ApiKeyId("abcd1234")))
                .hasValueSatisfying(key -> assertThat(key.allowedIps()).hasToString("10.1.0.0/16"));
    }

    /** Attack: a name or description that is markup. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/abcd1234", "/abcd1234/rotate", "/abcd1234/revoke"})
    void showsNamesAsText(String page) throws Exception {
        add(TestApiKeys.usable());
        ada.submit(KEY, "name", "<script>alert(1)</script>", "description", "<img src=x>", "scopes", "labs:read");

        assertThat(ada.open(KEYS + page).getContentAsString())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "<img src=x");
    }

    /** Attack: another person's key, by its id, which is no secret. */
    @ParameterizedTest
    @ValueSource(strings = {"abcd1234", "unknown0"})
    void knowsNoKeysOfOthers(String id) throws Exception {
        ApiKey theirs = TestApiKeys.usable().owner(MALLORY).key();
        keys.add(theirs);

        for (String path : new String[] {"", "/rotate", "/revoke"}) {
            assertThat(ada.open(KEYS + "/" + id + path).getStatus()).isEqualTo(404);
            assertThat(ada.submit(KEYS + "/" + id + path, "name", "Mine", "scopes", "labs:read")
                            .getStatus())
                    .isEqualTo(404);
        }
        assertThat(keys.find(theirs.id())).contains(theirs);
        assertThat(ada.open(KEYS).getContentAsString()).doesNotContain("abcd1234");
    }

    /** Attack: a form on a foreign page ends, changes or replaces a key. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/rotate", "/revoke"})
    void doesNothingWithoutTheTokenOfTheForm(String path) throws Exception {
        ApiKey key = add(TestApiKeys.usable());

        assertThat(ada.submitWithoutToken(KEY + path, "name", "Mine", "scopes", "labs:read")
                        .getStatus())
                .isEqualTo(403);
        ada.open(KEY + path + "?name=Mine&scopes=labs:read");
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
    }

    @Test
    void renamesAndNarrows() throws Exception {
        add(TestApiKeys.usable());

        MockHttpServletResponse answer =
                ada.signedIn(YESTERDAY).submit(KEY, "name", "Renamed", "description", "", "scopes", "experiments:read");

        assertThat(answer.getRedirectedUrl()).isEqualTo("/account/keys?changed=abcd1234");
        assertThat(text(ada.open("/account/keys?changed=abcd1234"))).contains("Renamed is saved");
        assertThat(keys.ownedBy(ADA).get(0).scopes().values()).containsExactly("experiments:read");
    }

    /** Attack: a form with a scope that the page didn't offer. */
    @ParameterizedTest
    @ValueSource(strings = {"labs:write", "*", "labs:*", "api-keys:write", "openid"})
    void doesNotWiden(String scope) throws Exception {
        ApiKey key = add(TestApiKeys.usable());

        MockHttpServletResponse answer = ada.submit(KEY, "name", "Renamed", "scopes", "labs:read", "scopes", scope);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(problem(answer, "scopes")).contains(scope);
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
    }

    @Test
    void rotates() throws Exception {
        add(TestApiKeys.usable());

        MockHttpServletResponse answer = ada.submit(KEY + "/rotate", "overlap", "7d");

        ApiKeyId successor =
                new ApiKeyId(ApiKeyToken.parse(newKey(answer)).orElseThrow().id());
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(text(answer)).contains("The old key hfy_key_abcd1234… works until 21 Apr 2026, 10:00 UTC");
        assertThat(keys.find(successor).orElseThrow().predecessor()).hasToString("abcd1234");
        assertThat(said(html(ada.open(KEYS)), "abcd1234"))
                .contains("Being replaced", successor.value(), "until 21 Apr 2026")
                .doesNotContain("Rotate");
        assertThat(ada.submit(KEY + "/rotate", "overlap", "7d").getStatus()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"same, 2026-07-13T10:00:00Z", "30d, 2026-05-14T10:00:00Z", "14d, 2026-04-28T10:00:00Z"})
    void rotatesToTheChosenLife(String chosen, Instant end) throws Exception {
        add(TestApiKeys.usable().expiresAt(Instant.parse("2026-07-13T10:00:00Z")));

        MockHttpServletResponse answer = ada.submit(KEY + "/rotate", "expires_in", chosen);

        ApiKeyId successor =
                new ApiKeyId(ApiKeyToken.parse(newKey(answer)).orElseThrow().id());
        assertThat(keys.find(successor).orElseThrow().expiresAt()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0d", "-1d", "soon", "never", "4000d", "<b>"})
    void lifeOfASuccessorMustBeOne(String chosen) throws Exception {
        ApiKey key = add(TestApiKeys.usable());

        MockHttpServletResponse answer = ada.submit(KEY + "/rotate", "expires_in", chosen);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(problem(answer, "expires_in")).isNotEmpty();
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
    }

    @Test
    void offersToRotateAgainOnceTheSuccessorIsRevoked() throws Exception {
        add(TestApiKeys.usable());
        ada.submit(KEY + "/rotate", "overlap", "7d");
        keys.ownedBy(ADA).stream()
                .filter(key -> key.predecessor() != null)
                .forEach(key -> keys.revoke(key.id(), key.createdAt()));

        assertThat(said(html(ada.open(KEYS)), "abcd1234")).contains("Rotate");
        newKey(ada.submit(KEY + "/rotate", "overlap", "7d"));
    }

    /** Fault: of two clicks the browser showed the second answer, which was that the key had been rotated: the new key was lost. */
    @ParameterizedTest
    @ValueSource(strings = {"24h", "0h"})
    void clicksAtOnceRotateOnceAndAllShowTheKey(String overlap) throws Exception {
        add(TestApiKeys.usable());
        String once = KeyPages.once(ada.open(KEY + "/rotate"));

        List<MockHttpServletResponse> answers = ada.submitAtOnce(KEY + "/rotate", "overlap", overlap, "once", once);
        MockHttpServletResponse again = ada.submit(KEY + "/rotate", "overlap", overlap, "once", once);
        keys.forgetSealed();
        MockHttpServletResponse late = ada.submit(KEY + "/rotate", "overlap", overlap, "once", once);

        String key = newKey(answers.get(0));
        String id = ApiKeyToken.parse(key).orElseThrow().id();
        assertThat(newKey(answers.get(1))).isEqualTo(key);
        assertThat(newKey(again)).isEqualTo(key);
        assertThat(late.getRedirectedUrl()).isEqualTo("/account/keys?made=" + id);
        assertThat(keys.ownedBy(ADA)).hasSize(overlap.equals("0h") ? 1 : 2);
    }

    /** Going back and choosing something else: the key has its successor. */
    @Test
    void formThatRotatedSaysSoWhateverIsChosenNow() throws Exception {
        add(TestApiKeys.usable());
        String once = KeyPages.once(ada.open(KEY + "/rotate"));
        ada.submit(KEY + "/rotate", "overlap", "24h", "once", once);

        MockHttpServletResponse answer = ada.submit(KEY + "/rotate", "overlap", "7d", "once", once);

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(text(answer)).contains("This key has been rotated already.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31d", "-1h", "soon", "<b>"})
    void overlapMustBeOne(String overlap) throws Exception {
        ApiKey key = add(TestApiKeys.usable());

        MockHttpServletResponse answer = ada.submit(KEY + "/rotate", "overlap", overlap);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(problem(answer, "overlap")).contains("at most 30 days");
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
    }

    /** Attack: somebody at an open browser makes a successor, and has a key that outlives the session. */
    @Test
    void oldSignInRotatesNone() throws Exception {
        ApiKey key = add(TestApiKeys.usable());

        assertThat(ada.signedIn(YESTERDAY).submit(KEY + "/rotate").getRedirectedUrl())
                .isEqualTo("/login");
        assertThat(ada.signedIn(YESTERDAY).open(KEY + "/rotate").getRedirectedUrl())
                .isEqualTo("/login");
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
    }

    @Test
    void revokesAfterAQuestionWithASignInOfAnyAge() throws Exception {
        ApiKey key = add(TestApiKeys.usable());
        KeyPages later = ada.signedIn(YESTERDAY);

        assertThat(text(later.open(KEY + "/revoke"))).contains("my-integration", "stops working at once");
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
        for (int click = 0; click < 2; click++) {
            assertThat(later.submit(KEY + "/revoke").getRedirectedUrl()).isEqualTo("/account/keys?revoked=abcd1234");
        }
        assertThat(keys.ownedBy(ADA)).isEmpty();
        assertThat(text(later.open("/account/keys?revoked=abcd1234"))).contains("my-integration is revoked");
        assertThat(later.open(KEY).getStatus()).isEqualTo(404);
    }

    @Test
    void revokesAllAfterAQuestion() throws Exception {
        add(TestApiKeys.usable());
        add(TestApiKeys.usable().id(1));
        ApiKey theirs = TestApiKeys.usable().owner(MALLORY).id(2).key();
        keys.add(theirs);

        assertThat(text(ada.open(KEYS + "/revoke-all"))).contains("All 2 API keys stop working at once");
        assertThat(keys.ownedBy(ADA)).hasSize(2);
        assertThat(ada.submitWithoutToken(KEYS + "/revoke-all").getStatus()).isEqualTo(403);
        assertThat(ada.submit(KEYS + "/revoke-all").getRedirectedUrl()).isEqualTo("/account/keys?revoked=all");

        assertThat(keys.ownedBy(ADA)).isEmpty();
        assertThat(keys.ownedBy(MALLORY)).containsExactly(theirs);
        assertThat(text(ada.open("/account/keys?revoked=all"))).contains("All API keys are revoked");
        assertThat(ada.open(KEYS + "/revoke-all").getRedirectedUrl()).isEqualTo(KEYS);
    }

    /** Attack: somebody at an open browser stops all programs of the person. */
    @Test
    void oldSignInDoesNotRevokeAll() throws Exception {
        ApiKey key = add(TestApiKeys.usable());

        assertThat(ada.signedIn(YESTERDAY).submit(KEYS + "/revoke-all").getRedirectedUrl())
                .isEqualTo("/login");
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
    }

    /** Attack: a link soothes the owner of a leaked key. */
    @ParameterizedTest
    @ValueSource(strings = {"revoked=all", "revoked=abcd1234", "changed=abcd1234", "revoked=<b>", "changed=x"})
    void linkDoesNotSayWhatHasNotHappened(String claim) throws Exception {
        add(TestApiKeys.usable());

        assertThat(html(ada.open(KEYS + "?" + claim)).getByXPath("//*[@role='status']"))
                .isEmpty();
    }

    private ApiKey add(TestApiKeys any) {
        ApiKey key = any.owner(ADA).key();
        keys.add(key);
        return key;
    }

    private static String said(HtmlPage page, String id) {
        return page.getElementById("key-" + id).asNormalizedText();
    }
}
