package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.Test;

/** Fault: a second click, or the back button, left people on a page that had no way on. */
@FlowTest
class RepeatedAnswerIT extends AbstractFlow {

    @Test
    void secondClickOnAllowGetsACode() {
        CodeFlow flow = webPage().asking("openid labs:read").with("prompt", "consent");
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);
        browser.allowAll(question);

        Browser.Stop again = browser.allowAll(question);

        assertThat(again.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(again.parameter("state")).isEqualTo("state-12345");
        assertThat(flow.redeem(again).status()).isEqualTo(200);
    }

    /** Two clicks at once, of which the browser shows the answer to one. */
    @Test
    void bothOfTwoClicksLeadOn() {
        CodeFlow flow = webPage().asking("openid labs:read").with("prompt", "consent");
        Walker walker = new Walker(server, Clerk.shared().issuer());
        URI clerks = walker.get(flow.url());
        URI question =
                walker.returnFrom(clerks, Walker.signedInAtClerk(Clerk.shared().issuer(), CodeFlow.SOLO));
        FormText address = new FormText(question.getRawQuery());
        FormText answer = FormText.of(
                "client_id", "web-page",
                "state", address.get("state"),
                "scope", "labs:read",
                "decision", "allow");

        List<URI> answers = race(4, () -> walker.copy().post(server + "/oauth2/authorize", answer));

        assertThat(answers).allSatisfy(end -> {
            assertThat(end.toString()).startsWith(CodeFlow.WEB_PAGE);
            assertThat(new FormText(end.getRawQuery()).get("code")).isNotEmpty();
        });
    }

    /** A browser may show the page from its memory, or ask for it again. */
    @Test
    void backAfterAllowLeadsOn() {
        CodeFlow flow = webPage().asking("openid labs:read").with("prompt", "consent");
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);
        browser.allowAll(question);

        Browser.Stop back = browser.get(question.at().toString());

        assertThat(back.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(flow.redeem(back).status()).isEqualTo(200);
    }

    /**
     * Any program could be at a loopback address, so it is asked about again: the person is not stuck, and no code is repeated.
     */
    @Test
    void secondClickForAProgramOnThisComputerIsAskedAgain() {
        Browser.Stop question = browser.signIn(cli().asking("openid labs:read").begin(), CodeFlow.SOLO);
        browser.allowAll(question);

        Browser.Stop again = browser.allowAll(question);

        assertThat(again.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(cli().redeem(browser.allowAll(again)).status()).isEqualTo(200);
    }

    @Test
    void secondClickOnDeclineTellsTheClientAgain() {
        Browser.Stop question = browser.signIn(
                webPage().asking("openid").with("prompt", "consent").begin(), CodeFlow.SOLO);
        browser.press(question, "decline");

        Browser.Stop again = browser.press(question, "decline");

        assertThat(again.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(again.parameter("error")).isEqualTo("access_denied");
    }

    /** A browser that shows the page anew was told that nobody knows the question, and led to the start page. */
    @Test
    void backAfterDeclineTellsTheClientAgain() {
        CodeFlow flow = webPage().asking("openid").with("prompt", "consent");
        Browser.Stop question = browser.signIn(flow.begin(), CodeFlow.SOLO);
        browser.press(question, "decline");

        Browser.Stop back = browser.get(question.at().toString());

        assertThat(back.at().toString()).startsWith(CodeFlow.WEB_PAGE);
        assertThat(back.parameter("error")).isEqualTo("access_denied");
        assertThat(back.parameter("state")).isEqualTo("state-12345");
    }

    @Test
    void secondClickOnSignOutSaysThatItIsDone() {
        browser.signIn(webPage().asking("openid").begin(), CodeFlow.SOLO);
        Browser.Stop question = browser.get(server + "/logout");
        browser.submit(question.html().getForms().get(0), List.of());

        Browser.Stop again = browser.submit(question.html().getForms().get(0), List.of());

        assertThat(again.at().getPath()).isEqualTo("/signed-out");
        assertThat(again.status()).isEqualTo(200);
    }

    /** Attack: a foreign page posts the form while the person is signed in. */
    @Test
    void signsNobodyOutWithoutTheFormsToken() {
        browser.signIn(webPage().asking("openid").begin(), CodeFlow.SOLO);

        Browser.Stop forged = browser.post(server + "/logout", FormText.of("_csrf", "x"));

        assertThat(forged.status()).isEqualTo(403);
        assertThat(browser.get(server + "/logout").at().getPath()).isEqualTo("/logout");
    }

    /** Attack: somebody else's question, whose address has leaked, is answered again to get at their code. */
    @Test
    void anothersAnswerIsNotRepeated() {
        Browser.Stop question = browser.signIn(
                webPage().asking("openid").with("prompt", "consent").begin(), CodeFlow.SOLO);
        HtmlForm form = question.html().getForms().get(0);
        String state = form.getInputByName("state").getValue();
        browser.allowAll(question);
        try (Browser other = new Browser(server, Clerk.shared().issuer())) {
            other.signIn(other.get(server + "/activate"), CodeFlow.MEMBER);

            Browser.Stop stop = other.post(
                    server + "/oauth2/authorize",
                    FormText.of("client_id", "web-page", "state", state, "scope", "openid", "decision", "allow"));

            assertThat(stop.status()).isEqualTo(400);
            assertThat(stop.at().toString()).startsWith(server);
        }
    }
}
