package com.hubify.identity.server.organization.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.consent.PendingConsent;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.page.KnownClients;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.PageTest;
import com.hubify.identity.server.page.RenderedPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** For whom a person acts: the section of their account, and the choice on the consent page. */
@PageTest
class OrganizationPagesTests {

    private static final String SECTION = "/account/organizations";
    private static final AccountId ADA = new AccountId(KnownPeople.ADA);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestOrganizations organizations;

    @Autowired
    private OAuth2AuthorizationService authorizations;

    @AfterEach
    void leave() {
        organizations.forget(KnownPeople.ADA);
        organizations.forget(KnownPeople.MALLORY);
    }

    @Test
    void teachesWhoIsInNone() throws Exception {
        assertThat(text(get(SECTION))).contains("You are in no organization");
        assertThat(text(get("/account"))).contains("You are in no organization.");
    }

    @Test
    void showsRolesAndWhichIsActive() throws Exception {
        organizations.join(KnownPeople.ADA, "org_1", "<b>Acme</b>", TestOrganizations.ADMIN);

        assertThat(text(get(SECTION))).contains("<b>Acme</b>", "admin", "Only you Active");
        assertThat(perform(get(SECTION)).getContentAsString()).doesNotContain("<b>Acme");
    }

    @Test
    void changesTheActiveOne() throws Exception {
        organizations.join(KnownPeople.ADA, "org_1", "Acme", TestOrganizations.ADMIN);

        MockHttpServletResponse done =
                perform(post(SECTION).param("organization", "org_1").with(csrf()));

        assertThat(text(get(String.valueOf(done.getRedirectedUrl())))).contains("The active one is marked");
        assertThat(text(get(SECTION + "?active=org_2"))).doesNotContain("The active one is marked");
        assertThat(text(get(SECTION))).contains("Acme Active");
        assertThat(text(get("/account"))).contains("You act for Acme.");
        perform(post(SECTION).param("organization", "personal").with(csrf()));
        assertThat(organizations.choice().active(ADA)).isEmpty();
    }

    /** Attack: the id of a foreign organization, or a form on a foreign page. */
    @ParameterizedTest
    @ValueSource(strings = {"org_hers", "org_none", "", "PERSONAL", "<script>"})
    void takesNoForeignOne(String foreign) throws Exception {
        organizations.join(KnownPeople.ADA, "org_1", "Acme", TestOrganizations.ADMIN);
        organizations.join(KnownPeople.MALLORY, "org_hers", "Hers", TestOrganizations.ADMIN);

        assertThat(perform(post(SECTION).param("organization", foreign).with(csrf()))
                        .getStatus())
                .isEqualTo(404);
        assertThat(perform(post(SECTION).param("organization", "org_1")).getStatus())
                .isEqualTo(403);
        assertThat(organizations.choice().active(ADA)).isEmpty();
        assertThat(organizations.choice().choose(ADA, KnownClients.WEB, foreign))
                .isFalse();
    }

    @Test
    void consentOffersNoChoiceToWhoIsInNone() throws Exception {
        PendingConsent.forWeb("openid", "labs:read").saveTo(authorizations);

        assertThat(perform(consent()).getContentAsString()).doesNotContain("name=\"organization\"");
    }

    @Test
    void consentAsksForWhomAndSaysWhatTheRoleDoesNotAllow() throws Exception {
        organizations.join(KnownPeople.ADA, "org_1", "Acme", TestOrganizations.MEMBER);
        PendingConsent.forWeb("openid", "labs:read", "labs:write").saveTo(authorizations);

        String text = text(consent());

        assertThat(text).contains("It acts for", "Only you", "Acme", "Your role: member");
        assertThat(text).containsPattern("doesn’t allow:\\s+labs:write");
    }

    @Test
    void consentRemembersForWhom() throws Exception {
        organizations.join(KnownPeople.ADA, "org_1", "Acme", TestOrganizations.ADMIN);
        PendingConsent.forWeb("openid", "labs:read").saveTo(authorizations);

        MockHttpServletResponse allowed = perform(answer("org_1"));

        assertThat(String.valueOf(allowed.getRedirectedUrl())).contains("?code=");
        assertThat(organizations
                        .choice()
                        .at(ADA, KnownClients.WEB)
                        .map(it -> it.organization().id()))
                .contains("org_1");
        assertThat(organizations.choice().active(ADA)).isEmpty();
    }

    /** Attack: a link that makes a person believe that they have lost something. */
    @Test
    void consentSaysOnlyOfForeignOrganizationsThatTheyAre() throws Exception {
        organizations.join(KnownPeople.ADA, "org_1", "Acme", TestOrganizations.ADMIN);
        PendingConsent.forWeb("openid", "labs:read").saveTo(authorizations);

        assertThat(text(consent().param("lost", "org_2"))).contains("You are not in the organization", "Acme");
        assertThat(text(consent().param("lost", "org_1"))).doesNotContain("You are not in");
        assertThat(text(consent().param("lost", "<b>"))).doesNotContain("You are not in");
    }

    private MockHttpServletRequestBuilder consent() {
        return get("/oauth2/consent").param("client_id", KnownClients.WEB).param("state", "pending-state");
    }

    private static MockHttpServletRequestBuilder answer(String organization) {
        return post("/oauth2/authorize")
                .param("client_id", KnownClients.WEB)
                .param("state", "pending-state")
                .param("scope", "labs:read")
                .param("decision", "allow")
                .param("organization", organization)
                .with(csrf());
    }

    private String text(MockHttpServletRequestBuilder request) throws Exception {
        return RenderedPage.of(perform(request).getContentAsString()).getBody().asNormalizedText();
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(user(KnownPeople.ADA)).accept("text/html"))
                .andReturn()
                .getResponse();
    }
}
