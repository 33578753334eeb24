package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.grant.ConnectedApplications;
import com.hubify.identity.server.page.account.AccountSection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Taking back what was given away, by the pages of the account. */
@FlowTest
class AccountSectionsIT extends AbstractFlow {

    @Autowired
    private ConnectedApplications applications;

    @Autowired
    private List<AccountSection> sections;

    /** A section that one of the lists of paths did not know was 404 for all, and lost to a sign-in. */
    @Test
    void everySectionIsThereAndASignInLeadsToIt() {
        for (AccountSection section : sections) {
            freshBrowser();
            String path = "/account/" + section.name();
            Browser.Stop stopped = browser.get(server + path);
            assertThat(stopped.at().toString())
                    .as(path)
                    .startsWith(Clerk.shared().issuer());

            Browser.Stop page = browser.signIn(stopped, CodeFlow.SOLO);

            assertThat(page.at()).hasPath(path);
            assertThat(page.status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void disconnectedApplicationHasNothingMoreAndIsAskedAboutAnew() {
        Answer tokens = cliTokens(ALL_OF_CLI);
        Browser.Stop list = browser.get(server + "/account/applications");
        assertThat(list.text()).contains("Hubify command line", "offline_access");

        Browser.Stop done = browser.submit(
                form(browser.get(server + "/account/applications/disconnect?client=hubify-cli")), List.of());

        assertThat(done.text()).contains("Hubify command line is disconnected");
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(introspect(tokens.text("access_token")).flag("active")).isFalse();
        assertThat(applications.find(CodeFlow.SOLO_ID, "hubify-cli")).isEmpty();
        assertThat(cli().asking(ALL_OF_CLI).begin().text()).doesNotContain("Allowed earlier");
        assertThat(browser.get(server + "/account/activity").text()).contains("You disconnected an application");
    }

    /** Attack: an application refreshes in a loop, so that one refresh is always running when the person disconnects it. */
    @Test
    void refreshThatRunsMeanwhileDoesNotSurvive() {
        for (String client : FlowSettings.DISCONNECTED) {
            CodeFlow flow = CodeFlow.of(server, browser, program, client, CodeFlow.PAGE);
            Answer first = flow.asking("openid offline_access labs:read").redeem(flow.allow(CodeFlow.SOLO));
            assertThat(first.status()).isEqualTo(200);
            CompletableFuture<Answer> last = CompletableFuture.supplyAsync(() -> refreshUntilRefused(first, client));

            applications.disconnect(CodeFlow.SOLO_ID, client);

            Answer latest = last.join();
            assertThat(refresh(latest, client).text("error")).isEqualTo("invalid_grant");
            assertThat(introspect(latest.text("access_token")).flag("active")).isFalse();
        }
    }

    /** The last tokens that were given out. */
    private Answer refreshUntilRefused(Answer first, String client) {
        Answer tokens = first;
        while (true) {
            Answer next = refresh(tokens, client);
            if (next.status() != 200) {
                return tokens;
            }
            tokens = next;
        }
    }

    private Answer refresh(Answer tokens, String client) {
        return refresh(tokens.text("refresh_token"), client);
    }

    @Test
    void endedSignInIsSignedOutAtOnceAndThePresentOneStays() {
        Browser other = new Browser(server, Clerk.shared().issuer());
        other.signIn(other.get(server + "/account"), CodeFlow.SOLO);
        String session = other.cookie(sessionCookie);
        browser.signIn(browser.get(server + "/account/sessions"), CodeFlow.SOLO);
        Browser.Stop list = browser.get(server + "/account/sessions");

        Browser.Stop done = browser.submit(form(list), List.of());

        assertThat(done.text()).contains("The sign-in is ended").contains("This browser");
        assertThat(sessionAfterAVisit(other)).isNotEqualTo(session);
        other.close();
    }

    /** Attack: somebody at an open browser signs the person out everywhere else, and stays. */
    @Test
    void endingAllOthersTakesARecentSignIn() {
        Browser other = new Browser(server, Clerk.shared().issuer());
        other.signIn(other.get(server + "/account"), CodeFlow.MEMBER);
        String session = other.cookie(sessionCookie);
        browser.signIn(browser.get(server + "/account/sessions"), CodeFlow.MEMBER);

        Browser.Stop asked = browser.get(server + "/account/sessions/others");
        assertThat(asked.at().toString()).startsWith(Clerk.shared().issuer());
        Browser.Stop done = browser.submit(form(browser.signIn(asked, CodeFlow.MEMBER)), List.of());

        assertThat(done.text()).contains("All other sign-ins are ended");
        assertThat(sessionAfterAVisit(other)).isNotEqualTo(session);
        other.close();
    }

    /** Clerk, where the browser is still signed in, signs it in again without a question. */
    private String sessionAfterAVisit(Browser other) {
        other.get(server + "/account");
        return other.cookie(sessionCookie);
    }

    /** A reference on an error page leads to the person's own record, and not to anybody else's. */
    @Test
    void referenceOfAnErrorPageLeadsToTheActivity() {
        browser.signIn(browser.get(server + "/account"), CodeFlow.SOLO);
        Browser.Stop error = browser.get(server + "/oauth2/authorize?response_type=code&client_id=nobody");
        String link = error.html()
                .<DomElement>getFirstByXPath("//a[contains(@href, 'reference=')]")
                .getAttribute("href");

        assertThat(browser.get(server + link).text()).contains("You saw an error page", link.split("=")[1]);

        freshBrowser();
        browser.signIn(browser.get(server + "/account"), CodeFlow.MEMBER);
        assertThat(browser.get(server + link).text()).contains("There is nothing of yours under the reference");
    }

    private static HtmlForm form(Browser.Stop stop) {
        return stop.html().getForms().get(0);
    }
}
