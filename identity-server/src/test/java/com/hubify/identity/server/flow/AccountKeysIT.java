package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.ApiKeyToken;
import java.util.List;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's keys, by the pages of their account. */
@FlowTest
class AccountKeysIT extends AbstractFlow {

    @Test
    void personMakesRotatesAndRevokesAKey() {
        Browser.Stop form = browser.signIn(browser.get(server + "/account/keys/new"), CodeFlow.SOLO);
        assertThat(form.at().getPath()).as("one sign-in is enough").isEqualTo("/account/keys/new");

        String key = newKey(browser.submit(filledIn(form), List.of(new NameValuePair("expires_in", "30d"))));
        String path = "/account/keys/" + ApiKeyToken.parse(key).orElseThrow().id();
        assertThat(introspect(key).text("scope")).isEqualTo("labs:read");

        String successor = newKey(browser.submit(
                form(browser.get(server + path + "/rotate")), List.of(new NameValuePair("overlap", "1h"))));
        assertThat(introspect(key).flag("active")).isTrue();
        assertThat(introspect(successor).text("scope")).isEqualTo("labs:read");

        Browser.Stop list = browser.submit(form(browser.get(server + path + "/revoke")), List.of());
        assertThat(list.text()).contains("Nightly backup is revoked").doesNotContain(successor);
        assertThat(introspect(key).flag("active")).isFalse();
        assertThat(introspect(successor).flag("active")).isTrue();
    }

    /**
     * Attack: somebody at an open browser. How long ago the person authenticated isn't known here: Clerk did not say so, and was
     * not told to ask.
     */
    @Test
    void oldSignInLeadsToClerkAndBackToTheForm() {
        browser.signIn(browser.get(server + "/account/keys"), CodeFlow.MEMBER);

        Browser.Stop asked = browser.post(server + "/account/keys", sent(token()));
        Browser.Stop back = browser.signIn(asked, CodeFlow.MEMBER);

        assertThat(asked.at().toString()).startsWith(Clerk.shared().issuer());
        assertThat(back.at().getPath()).isEqualTo("/account/keys/new");
        assertThat(form(back).getInputByName("name").getValue()).isEqualTo("Nightly backup");
        assertThat(box(back.html(), "labs:read").isChecked()).isTrue();
        assertThat(browser.get(server + "/account/keys").text()).doesNotContain("Nightly backup");
    }

    /** The session ends while the form is being filled in. */
    @Test
    void formOutlivesTheSession() {
        browser.signIn(browser.get(server + "/account/keys/new"), CodeFlow.SOLO);
        String token = token();
        browser.forget(sessionCookie);

        Browser.Stop back = browser.signIn(browser.post(server + "/account/keys", sent(token)), CodeFlow.SOLO);

        assertThat(form(back).getInputByName("name").getValue()).isEqualTo("Nightly backup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/account",
                "/account/keys",
                "/account/keys/abcd1234",
                "/account/keys/abcd1234/revoke",
                "/account/keys/revoke-all",
                "/account/applications/disconnect?client=hubify-cli",
                "/account/sessions/others",
                "/account/activity"
            })
    void strangersSignInFirst(String path) {
        assertThat(browser.get(server + path).at().toString())
                .startsWith(Clerk.shared().issuer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account/", "/account/other", "/account/keys/short", "/account/keys/abcd1234/other"})
    void whatIsNotListedIsNotThere(String path) {
        assertThat(browser.get(server + path).status()).isEqualTo(404);
    }

    private String token() {
        return browser.get(server + "/activate")
                .html()
                .getForms()
                .get(0)
                .getInputByName("_csrf")
                .getValue();
    }

    private static FormText sent(String token) {
        return FormText.of("name", "Nightly backup", "scopes", "labs:read", "expires_in", "30d", "_csrf", token);
    }

    private static HtmlForm filledIn(Browser.Stop stop) {
        HtmlForm form = form(stop);
        form.getInputByName("name").setValue("Nightly backup");
        box(stop.html(), "labs:read").setChecked(true);
        return form;
    }

    private static HtmlForm form(Browser.Stop stop) {
        return stop.html().getForms().get(0);
    }

    private static HtmlCheckBoxInput box(HtmlPage page, String scope) {
        return page.getFirstByXPath("//input[@name='scopes' and @value='" + scope + "']");
    }

    private static String newKey(Browser.Stop shown) {
        return shown.html().<DomElement>getFirstByXPath("//*[@data-key]").getTextContent();
    }
}
