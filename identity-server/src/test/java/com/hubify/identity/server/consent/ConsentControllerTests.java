package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.hubify.identity.server.page.KnownClients;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.PageTest;
import com.hubify.identity.server.page.RenderedPage;
import java.io.IOException;
import org.htmlunit.html.DomAttr;
import org.htmlunit.html.DomText;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PageTest
class ConsentControllerTests {

    private static final String STATE = "pending-state";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private KnownClients clients;

    @Autowired
    private OAuth2AuthorizationService authorizations;

    @Autowired
    private OAuth2AuthorizationConsentService consents;

    private final OAuth2AuthorizationConsent earlier = OAuth2AuthorizationConsent.withId(
                    KnownClients.WEB, KnownPeople.ADA)
            .scope("experiments:*")
            .build();

    @AfterEach
    void forget() {
        clients.save(KnownClients.web().build());
    }

    @Test
    void namesClientPersonAndReturnAddress() throws Exception {
        PendingConsent.forWeb("openid", "labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Hubify demo"),
                                containsString("Ada Lovelace"),
                                containsString("demo.example.com"))))
                .andExpect(link("starts-with(@href, '/oauth2/authorize?')"
                        + " and substring-after(@href, 'prompt=') = 'select_account'"));
    }

    @Test
    void offersEachScopeTickedAndExplained() throws Exception {
        PendingConsent.forWeb("openid", "email", "labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(content()
                        .string(allOf(containsString("Read lab information"), containsString("email address"))))
                .andExpect(input("@type='checkbox' and @name='scope' and @checked and @value='labs:read'", 1))
                .andExpect(input("@type='checkbox' and @name='scope' and @checked and @value='email'", 1))
                .andExpect(input("@type='checkbox' and @value='openid'", 0));
    }

    /** Attack: a client asks for everything and counts on a person who presses the first button. */
    @Test
    void ticksFullAccessForNobody() throws Exception {
        PendingConsent.forWeb("openid", "*", "labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(content().string(containsString("Not ticked for you")))
                .andExpect(input("@type='checkbox' and @value='*' and not(@checked)", 1))
                .andExpect(input("@type='checkbox' and @value='labs:read' and @checked", 1))
                .andExpect(input("@type='hidden' and @name='scope' and @value='*'", 0))
                .andExpect(content().string(containsString("Untick what")));
    }

    /** Attack: a client that was once allowed everything counts on a person who presses the first button. */
    @Test
    void ticksFullAccessForNobodyThatWasAllowedEarlier() throws Exception {
        consents.save(OAuth2AuthorizationConsent.withId(KnownClients.WEB, KnownPeople.ADA)
                .scope("*")
                .build());
        PendingConsent.forWeb("openid", "*", "labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(content().string(containsString("You allowed this earlier.")))
                .andExpect(link("@href='/account/applications' and @target='_blank'"))
                .andExpect(input("@type='checkbox' and @value='*' and not(@checked)", 1))
                .andExpect(input("@type='checkbox' and @value='labs:read' and @checked", 1));
    }

    /** A person was told to untick something where the only box had no tick. */
    @Test
    void saysToUntickOnlyWhereSomethingIsTicked() throws Exception {
        PendingConsent.forWeb("openid", "*").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(input("@type='checkbox' and @checked", 0))
                .andExpect(content().string(not(containsString("Untick"))));
    }

    @Test
    void asksApartAboutThePersonAndInTheOrderOfTheCatalogue() throws Exception {
        PendingConsent.forWeb(
                        "*", "tasks:*", "labs:write", "email", "papers:read", "labs:read", "profile", "alpha:read")
                .saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(result -> assertThat(
                                page(result).getByXPath("//legend/text() | //fieldset//input[@type='checkbox']/@value"))
                        .extracting(node -> node instanceof DomText text ? text.getData() : ((DomAttr) node).getValue())
                        .containsExactly(
                                "It asks to know about you",
                                "profile",
                                "email",
                                "It asks for permission in Hubify",
                                "labs:read",
                                "labs:write",
                                "papers:read",
                                "tasks:*",
                                "*",
                                "alpha:read"));
    }

    /** Attack: an application shows the picture of another one, or has its own tell who looks at the page. */
    @Test
    void showsTheRegisteredPictureAndLoadsNoOther() throws Exception {
        clients.save(KnownClients.web()
                .clientSettings(ClientSettings.builder()
                        .setting("hubify.logo-uri", "https://cdn.example/logo.png")
                        .setting("hubify.client-uri", "https://demo.example/")
                        .setting("hubify.policy-uri", "javascript:alert(1)")
                        .build())
                .build());
        PendingConsent.forWeb("labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(header().string(
                                "Content-Security-Policy",
                                containsString("img-src 'self' https://cdn.example/logo.png;")))
                .andExpect(content().string(not(containsString("javascript:"))))
                .andExpect(link("@href='https://demo.example/' and @rel='noopener noreferrer nofollow'"))
                .andExpect(result -> assertThat(page(result)
                                .getByXPath("//img[@src='https://cdn.example/logo.png'"
                                        + " and @referrerpolicy='no-referrer']"))
                        .hasSize(1));
    }

    @Test
    void postsToTheAuthorizationEndpoint() throws Exception {
        PendingConsent.forWeb("labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(postsTo("/oauth2/authorize"))
                .andExpect(input("@name='state' and @value='" + STATE + "'", 1))
                .andExpect(input("@name='client_id' and @value='demo-web'", 1))
                .andExpect(input("@name='user_code'", 0));
    }

    @Test
    void postsADevicesAnswerToTheVerificationEndpoint() throws Exception {
        PendingConsent.forDevice("openid", "labs:read").saveTo(authorizations);

        mvc.perform(deviceConsent().queryParam("user_code", PendingConsent.USER_CODE))
                .andExpect(postsTo("/oauth2/device_verification"))
                .andExpect(input("@name='user_code' and @value='BCDF-GHJK'", 1))
                .andExpect(input("@type='hidden' and @name='scope' and @value='openid'", 1));
    }

    @Test
    void letsWhatAWiderScopeAllowedBeforeBeTakenBack() throws Exception {
        consents.save(earlier);
        PendingConsent.forWeb("experiments:read", "labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(content()
                        .string(allOf(
                                containsString("Allowed earlier"),
                                containsString("Allowed as a part of “experiments:*”"))))
                .andExpect(input("@type='checkbox' and @name='scope' and @checked and @value='experiments:read'", 1))
                .andExpect(input("@type='hidden' and @name='scope'", 0))
                .andExpect(input("@disabled", 0));
    }

    // Attack: the address is edited to show less (or more) than the client asked for.
    @Test
    void believesThePendingRequestAndNotTheAddress() throws Exception {
        PendingConsent.forWeb("labs:write").saveTo(authorizations);

        mvc.perform(consent().queryParam("scope", "agents:read"))
                .andExpect(input("@value='labs:write'", 1))
                .andExpect(input("@value='agents:read'", 0));
    }

    // Attack: a client registers a name that is markup.
    @Test
    void showsTheClientsNameAsText() throws Exception {
        clients.save(KnownClients.web()
                .clientName("</title></bdi><script>alert(1)</script>\u202Eevil")
                .build());
        PendingConsent.forWeb("labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("&lt;script&gt;"), not(containsString("<script")))));
    }

    @Test
    void showsThePersonsNameAsText() throws Exception {
        PendingConsent.forWeb("labs:read").of(KnownPeople.MALLORY).saveTo(authorizations);

        mvc.perform(consent().with(user(KnownPeople.MALLORY)))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(not(containsString("<script")), not(containsString("<img src=x")))));
    }

    // Attack: somebody lures a person to a question that was asked of another account.
    @Test
    void refusesAQuestionAskedOfSomebodyElse() throws Exception {
        PendingConsent.forWeb("labs:read").of(KnownPeople.MALLORY).saveTo(authorizations);

        mvc.perform(consent()).andExpect(status().isBadRequest());
    }

    // Attack: the name of a trusted client over the question of another.
    @Test
    void refusesTheNameOfAnotherClient() throws Exception {
        PendingConsent.forWeb("labs:read").saveTo(authorizations);

        mvc.perform(get("/oauth2/consent")
                        .queryParam("state", STATE)
                        .queryParam("client_id", KnownClients.DEVICE)
                        .with(user(KnownPeople.ADA)))
                .andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?state=&client_id=demo-web",
                "?state=unknown&client_id=demo-web",
                "?state=pending-state",
                "?state=pending-state&client_id=nobody",
                "?state=pending-state&state=pending-state&client_id=demo-web",
                "?state=pending-state&client_id=demo-web&client_id=hubify-cli"
            })
    void refusesWhatIsNoQuestionOfOurs(String query) throws Exception {
        PendingConsent.forWeb("labs:read").saveTo(authorizations);

        mvc.perform(get("/oauth2/consent" + query).with(user(KnownPeople.ADA)))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(""));
    }

    @Test
    void refusesOverlongParameters() throws Exception {
        mvc.perform(get("/oauth2/consent")
                        .queryParam("state", "s".repeat(10_000))
                        .queryParam("client_id", KnownClients.WEB)
                        .with(user(KnownPeople.ADA)))
                .andExpect(status().isBadRequest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BCDF", "\"><script>", "BCDF GHJK"})
    void refusesADeviceWithoutItsCode(String code) throws Exception {
        PendingConsent.forDevice("labs:read").saveTo(authorizations);

        mvc.perform(deviceConsent()).andExpect(status().isBadRequest());
        mvc.perform(deviceConsent().queryParam("user_code", code)).andExpect(status().isBadRequest());
    }

    @Test
    void letsTheAnswerLeadAwayButNoFrameIn() throws Exception {
        PendingConsent.forWeb("labs:read").saveTo(authorizations);

        mvc.perform(consent())
                .andExpect(header().string(
                                "Content-Security-Policy",
                                allOf(containsString("frame-ancestors 'none'"), not(containsString("form-action")))));
    }

    @Test
    void asksStrangersToSignInFirst() throws Exception {
        mvc.perform(get("/oauth2/consent?state=pending-state&client_id=demo-web")
                        .accept("text/html"))
                .andExpect(redirectedUrl("/login"));
    }

    private static ResultMatcher input(String condition, int count) {
        return result -> assertThat(page(result).getByXPath("//input[" + condition + "]"))
                .as(condition)
                .hasSize(count);
    }

    private static ResultMatcher link(String condition) {
        return result -> assertThat(page(result).getByXPath("//a[" + condition + "]"))
                .as(condition)
                .hasSize(1);
    }

    private static ResultMatcher postsTo(String path) {
        return result -> assertThat(page(result).getForms())
                .extracting(HtmlForm::getActionAttribute)
                .containsExactly(path);
    }

    private static HtmlPage page(MvcResult result) throws IOException {
        return RenderedPage.of(result.getResponse().getContentAsString());
    }

    private static MockHttpServletRequestBuilder consent() {
        return get("/oauth2/consent")
                .queryParam("state", STATE)
                .queryParam("client_id", KnownClients.WEB)
                .with(user(KnownPeople.ADA));
    }

    private static MockHttpServletRequestBuilder deviceConsent() {
        return get("/oauth2/consent")
                .queryParam("state", STATE)
                .queryParam("client_id", KnownClients.DEVICE)
                .with(user(KnownPeople.ADA));
    }
}
