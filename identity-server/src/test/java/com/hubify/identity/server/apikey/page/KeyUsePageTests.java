package com.hubify.identity.server.apikey.page;

import static com.hubify.identity.server.apikey.page.KeyPages.ADA;
import static com.hubify.identity.server.apikey.page.KeyPages.MALLORY;
import static com.hubify.identity.server.apikey.page.KeyPages.html;
import static com.hubify.identity.server.apikey.page.KeyPages.newKey;
import static com.hubify.identity.server.apikey.page.KeyPages.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.BreakableApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.use.InMemoryApiKeyUseRecords;
import com.hubify.identity.server.page.PageTest;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class KeyUsePageTests {

    private static final String KEY = "/account/keys/abcd1234";
    private static final String USE = KEY + "/use";
    private static final Duration MONTH = Duration.ofDays(30);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private BreakableApiKeys keys;

    @Autowired
    private InMemoryApiKeyUseRecords uses;

    private final ApiKey key = TestApiKeys.usable()
            .owner(ADA)
            .createdAt(TestClock.START.minus(MONTH))
            .key();

    private KeyPages ada;

    @BeforeEach
    void openBrowser() {
        ada = KeyPages.of(mvc);
        keys.add(key);
    }

    @Test
    void saysThatNothingIsRecordedYet() throws Exception {
        assertThat(text(ada.open(USE))).contains("No use is recorded yet", "That can’t be said");
        assertThat(html(ada.open(USE)).getByXPath("//*[@class='chart']")).isEmpty();
    }

    @Test
    void showsUsesAsAPictureAndAsATable() throws Exception {
        uses.add(key.id(), 12, TestClock.START.minus(Duration.ofDays(2)), Map.of("labs:read", 9L));
        uses.add(key.id(), 3, TestClock.START, Map.of("experiments:read", 3L));

        MockHttpServletResponse answer = ada.open(USE);
        HtmlPage page = html(answer);

        assertThat(page.getByXPath("//*[contains(@class,'bar')]")).hasSize(2);
        assertThat(page.getElementById("chart-text").getTextContent()).isEqualTo("15 uses, at most 12 a day");
        assertThat(text(answer)).contains("labs", "192.0.2.1", "2026-04-12", "experiments:read");
        // The policy of the page forbids both.
        assertThat(answer.getContentAsString()).doesNotContain("style=", "<style");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    /** Attack: markup as the name of a key or of a service, which operators choose. */
    @Test
    void showsNamesAsText() throws Exception {
        ada.submit(KEY, "name", "<script>alert(1)</script>", "scopes", "labs:read");
        uses.add(key.id(), 1, TestClock.START, Map.of());

        assertThat(ada.open(USE).getContentAsString())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    /** Attack: watch another person's key, by its id, which is no secret. */
    @ParameterizedTest
    @ValueSource(strings = {"theirs00", "unknown0"})
    void showsNoKeysOfOthers(String id) throws Exception {
        keys.add(TestApiKeys.usable().owner(MALLORY).id("theirs00").key());

        assertThat(ada.open("/account/keys/" + id + "/use").getStatus()).isEqualTo(404);
    }

    @Test
    void makesTheSuccessorThatItProposes() throws Exception {
        uses.add(key.id(), 12, TestClock.START.minus(Duration.ofDays(20)), Map.of("experiments:read", 9L));

        assertThat(text(ada.open(USE))).contains("experiments:read", "Replace it by a key with these");
        MockHttpServletResponse question = ada.open(KEY + "/rotate?narrow=true");
        assertThat(text(question)).contains("The new key may only", "experiments:read");
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
        MockHttpServletResponse made = ada.submit(KEY + "/rotate", "overlap", "24h", "scopes", "experiments:read");

        ApiKeyId successor =
                new ApiKeyId(ApiKeyToken.parse(newKey(made)).orElseThrow().id());
        assertThat(keys.find(successor).orElseThrow().scopes().values()).containsExactly("experiments:read");
        assertThat(keys.find(key.id()).orElseThrow().scopes()).isEqualTo(key.scopes());
    }

    /** Attack: a link that takes from a key what its program needs. */
    @Test
    void linkDoesNotChooseScopes() throws Exception {
        MockHttpServletResponse question = ada.open(KEY + "/rotate?narrow=true&scopes=labs:read");

        assertThat(html(question).getByXPath("//input[@name='scopes']")).isEmpty();
        assertThat(text(question)).contains("the same name and permissions");
    }

    /** Attack: a form with a scope that the key does not have. */
    @ParameterizedTest
    @ValueSource(strings = {"labs:write", "*", "labs:*", "api-keys:write", "nonsense"})
    void successorIsNotWider(String scope) throws Exception {
        MockHttpServletResponse answer = ada.submit(KEY + "/rotate", "scopes", "labs:read", "scopes", scope);

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(text(answer)).contains(scope);
        assertThat(keys.ownedBy(ADA)).containsExactly(key);
    }

    @Test
    void recommendsToReplaceOldKeys() throws Exception {
        keys.add(TestApiKeys.usable()
                .owner(ADA)
                .id("old00000")
                .createdAt(TestClock.START.minus(Duration.ofDays(90)))
                .key());

        HtmlPage list = html(ada.open("/account/keys"));

        assertThat(list.getElementById("key-old00000").asNormalizedText()).contains("older than 90 days");
        assertThat(list.getElementById("key-abcd1234").asNormalizedText()).doesNotContain("older than 90 days");
        assertThat(text(ada.open("/account/keys/old00000/use"))).contains("older than 90 days");
    }
}
