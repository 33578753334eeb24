package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs that manage credentials, by a sign-in that is not recent. Attack: somebody has the session of a browser, and by it the
 * command line authorized, whose token makes API keys that outlive the session.
 */
@FlowTest
class CredentialGrantsIT extends AbstractFlow {

    private String atClerk = "";
    private Walker walker = new Walker("", "");

    @BeforeEach
    void signInByProof() {
        atClerk = Walker.signedInAtClerk(Clerk.shared().issuer(), CodeFlow.SOLO);
        walker = new Walker(server, Clerk.shared().issuer());
        walker.returnFrom(
                walker.get(webPage().asking("openid").with("prompt", "login").url()), atClerk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid api-keys:write", "labs:read api-keys:write", ""})
    void needARecentSignInOncePerGrant(String scope) {
        CodeFlow flow = scope.isEmpty() ? cli() : cli().asking(scope);
        assertThat(walker.get(flow.url()).getPath()).as("just signed in").isEqualTo("/oauth2/consent");
        clock.wind(Duration.ofMinutes(11));

        URI asked = walker.get(flow.url());
        URI silent = walker.get(flow.with("prompt", "none").url());

        assertThat(asked.toString()).startsWith(Clerk.shared().issuer()).contains("prompt=login");
        assertThat(new FormText(silent.getRawQuery()).get("error")).isEqualTo("login_required");
        assertThat(walker.returnFrom(asked, atClerk).getPath()).as("asked once").isEqualTo("/oauth2/consent");
    }

    @Test
    void othersNeedNone() {
        clock.wind(Duration.ofMinutes(11));

        assertThat(walker.get(cli().asking("openid api-keys:read *").url()).getPath())
                .isEqualTo("/oauth2/consent");
    }

    /** Fault: a person without a session here comes back from Clerk, and is sent there a second time for the password. */
    @Test
    void oneSignInIsEnough() {
        Walker visitor = new Walker(server, Clerk.shared().issuer());

        URI asked = visitor.get(cli().asking("openid api-keys:write").url());

        assertThat(asked.toString()).contains("prompt=login");
        assertThat(visitor.returnFrom(asked, atClerk).getPath()).isEqualTo("/oauth2/consent");
    }

    /** Attack: as above, for a command line that is connected by a code. */
    @Test
    void deviceNeedsARecentSignIn() {
        webPage().asking("openid").allow(CodeFlow.SOLO);
        Answer device = program.post(
                "/oauth2/device_authorization",
                FormText.of("client_id", "hubify-cli", "scope", "openid api-keys:write"));

        Browser.Stop entered = submitted(browser.get(device.text("verification_uri_complete")));
        Browser.Stop back = browser.signIn(entered, CodeFlow.SOLO);
        Browser.Stop question = submitted(back);

        assertThat(entered.at().toString()).startsWith(Clerk.shared().issuer());
        assertThat(back.at().toString()).isEqualTo(device.text("verification_uri_complete"));
        assertThat(question.at().getPath()).isEqualTo("/oauth2/consent");
        assertThat(browser.allowAll(question).at().getPath()).isEqualTo("/activated");
    }

    private Browser.Stop submitted(Browser.Stop page) {
        return browser.submit(page.html().getForms().get(0), List.of());
    }
}
