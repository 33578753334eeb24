package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.hubify.identity.server.page.KnownClients;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.PageTest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.test.web.servlet.htmlunit.MockMvcWebClientBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The consent page as a person uses it in a browser that runs no scripts. */
@PageTest
class ConsentFormTests {

    private static final String PAGE = "http://localhost/oauth2/consent?state=form&client_id=" + KnownClients.WEB;

    @Autowired
    private WebApplicationContext context;

    @Autowired
    private OAuth2AuthorizationService authorizations;

    @Autowired
    private OAuth2AuthorizationConsentService consents;

    @Autowired
    private Consents remembered;

    private HtmlPage page;

    @BeforeEach
    void open() throws IOException {
        PendingConsent.forWeb("openid", "labs:read", "labs:write").state("form").saveTo(authorizations);
        page = browser().getPage(PAGE);
    }

    @Test
    void allowsWhatStaysTicked() throws IOException {
        page.<HtmlCheckBoxInput>getFirstByXPath("//input[@value='labs:write']").setChecked(false);

        String location = press("Allow");

        assertThat(location).startsWith(KnownClients.WEB_REDIRECT + "?code=");
        assertThat(consents.findById(KnownClients.WEB, KnownPeople.ADA))
                .isNotNull()
                .satisfies(consent -> assertThat(consent.getScopes()).containsExactlyInAnyOrder("openid", "labs:read"));
    }

    /** With a part of {@code experiments:*} that is unticked, all of it goes; what stays ticked is allowed by name. */
    @Test
    void takesBackWhatIsUntickedAndKeepsTheRest() throws IOException {
        consents.save(OAuth2AuthorizationConsent.withId(KnownClients.WEB, KnownPeople.ADA)
                .scope("experiments:*")
                .scope("labs:read")
                .scope("labs:write")
                .build());
        PendingConsent.forWeb("openid", "labs:read", "labs:write", "experiments:read", "experiments:write")
                .state("form")
                .saveTo(authorizations);
        page = browser().getPage(PAGE);
        for (String scope : List.of("labs:write", "experiments:write")) {
            page.<HtmlCheckBoxInput>getFirstByXPath("//input[@value='" + scope + "']")
                    .setChecked(false);
        }

        press("Allow");

        assertThat(consents.findById(KnownClients.WEB, KnownPeople.ADA))
                .isNotNull()
                .satisfies(consent -> assertThat(consent.getScopes())
                        .containsExactlyInAnyOrder("openid", "labs:read", "experiments:read"));
    }

    /** A part of what stays ticked is not taken back, since the application has it still. */
    @Test
    void unticksNoPartOfWhatStaysTicked() throws IOException {
        allowedEarlier("*");
        PendingConsent.forWeb("*", "labs:read").state("form").saveTo(authorizations);
        page = browser().getPage(PAGE);
        page.<HtmlCheckBoxInput>getFirstByXPath("//input[@value='*']").setChecked(true);
        page.<HtmlCheckBoxInput>getFirstByXPath("//input[@value='labs:read']").setChecked(false);

        press("Allow");

        assertThat(remembered.allowed(KnownPeople.ADA, KnownClients.WEB)).containsExactly("*");
        assertThat(given()).containsExactly("*");
    }

    /**
     * Attack: full access that was allowed once comes with every later answer, though its box was left alone; or leaving it alone ends
     * what the person uses elsewhere.
     */
    @Test
    void leavingFullAccessUntickedGivesNoneAndTakesNoneBack() throws IOException {
        allowedEarlier("*", "labs:read");
        PendingConsent.forWeb("openid", "*", "labs:read").state("form").saveTo(authorizations);
        page = browser().getPage(PAGE);

        press("Allow");

        assertThat(given()).containsExactlyInAnyOrder("openid", "labs:read");
        assertThat(remembered.allowed(KnownPeople.ADA, KnownClients.WEB))
                .containsExactlyInAnyOrder("openid", "*", "labs:read");
    }

    @Test
    void untickingAPartTakesFullAccessBack() throws IOException {
        allowedEarlier("*");
        PendingConsent.forWeb("openid", "*", "labs:read", "labs:write")
                .state("form")
                .saveTo(authorizations);
        page = browser().getPage(PAGE);
        page.<HtmlCheckBoxInput>getFirstByXPath("//input[@value='labs:write']").setChecked(false);

        press("Allow");

        assertThat(remembered.allowed(KnownPeople.ADA, KnownClients.WEB))
                .containsExactlyInAnyOrder("openid", "labs:read");
    }

    /** What goes with an unticked permission stands beside it, also where that was allowed by name and where {@code *} has a box. */
    @ParameterizedTest
    @CsvSource({"'* labs:write', labs:write, 1", "'* labs:write', * labs:write, 0", "labs:* labs:write, * labs:write, 1"
    })
    void saysWhatGoesWithAPermission(String earlier, String asked, int notes) throws IOException {
        allowedEarlier(earlier.split(" "));
        PendingConsent.forWeb(asked.split(" ")).state("form").saveTo(authorizations);
        page = browser().getPage(PAGE);

        assertThat(page.getByXPath("//label[@for=//input[@value='labs:write']/@id]"
                        + "/span[contains(., 'If you untick this, all of that is taken back')]"))
                .hasSize(notes);
        page.<HtmlCheckBoxInput>getFirstByXPath("//input[@value='labs:write']").setChecked(false);
        press("Allow");
        assertThat(remembered.allowed(KnownPeople.ADA, KnownClients.WEB)).isEmpty();
    }

    /** Who declines wants no change at all. */
    @Test
    void decliningTakesNothingBack() throws IOException {
        OAuth2AuthorizationConsent before = OAuth2AuthorizationConsent.withId(KnownClients.WEB, KnownPeople.ADA)
                .scope("labs:read")
                .build();
        consents.save(before);
        page = browser().getPage(PAGE);
        page.<HtmlCheckBoxInput>getFirstByXPath("//input[@value='labs:read']").setChecked(false);

        press("Decline");

        assertThat(consents.findById(KnownClients.WEB, KnownPeople.ADA)).isEqualTo(before);
    }

    @Test
    void declines() throws IOException {
        assertThat(press("Decline")).startsWith(KnownClients.WEB_REDIRECT + "?error=access_denied");
    }

    private void allowedEarlier(String... scopes) {
        var consent = OAuth2AuthorizationConsent.withId(KnownClients.WEB, KnownPeople.ADA);
        List.of(scopes).forEach(consent::scope);
        consents.save(consent.build());
    }

    private Set<String> given() {
        return Objects.requireNonNull(authorizations.findById("pending-form")).getAuthorizedScopes();
    }

    private String press(String label) throws IOException {
        return page.<HtmlButton>getFirstByXPath("//button[normalize-space()='" + label + "']")
                .click()
                .getWebResponse()
                .getResponseHeaderValue("Location");
    }

    private WebClient browser() {
        WebClient browser = MockMvcWebClientBuilder.mockMvcSetup(MockMvcBuilders.webAppContextSetup(context)
                        .apply(springSecurity())
                        .defaultRequest(get("/").with(user(KnownPeople.ADA)))
                        .build())
                .build();
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setRedirectEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return browser;
    }
}
