package com.hubify.identity.server.page.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.activity.InMemoryActivities;
import com.hubify.identity.server.grant.ConnectedApplication;
import com.hubify.identity.server.grant.InMemoryConnectedApplications;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.page.KnownClients;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.PageTest;
import com.hubify.identity.server.page.RenderedPage;
import com.hubify.identity.server.session.HeldSession;
import com.hubify.identity.server.session.InMemoryHeldSessions;
import com.hubify.identity.server.session.SignInAuthentication;
import com.hubify.testing.TestClock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What the forms of connected applications and sign-ins do, and what they don't. */
@PageTest
class AccountSectionPagesTests {

    private static final String DISCONNECT = "/account/applications/disconnect";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private InMemoryConnectedApplications applications;

    @Autowired
    private InMemoryHeldSessions sessions;

    @Autowired
    private InMemoryActivities activities;

    @Autowired
    private TestOrganizations organizations;

    @BeforeEach
    void somebodyHasBoth() {
        ConnectedApplication web = new ConnectedApplication(
                KnownClients.WEB, Set.of("labs:read"), Set.of("org_1", "personal"), TestClock.START, null);
        applications.add(KnownPeople.ADA, web);
        applications.add(KnownPeople.MALLORY, web);
        sessions.add(held(KnownPeople.ADA, "present"));
        sessions.add(held(KnownPeople.ADA, "other"));
        sessions.add(held(KnownPeople.MALLORY, "hers"));
    }

    @Test
    void disconnectsForOneself() throws Exception {
        MockHttpServletResponse done =
                perform(post(DISCONNECT).param("client", KnownClients.WEB).with(csrf()));

        assertThat(done.getRedirectedUrl()).isEqualTo("/account/applications?disconnected=" + KnownClients.WEB);
        assertThat(applications.of(KnownPeople.ADA)).isEmpty();
        assertThat(applications.of(KnownPeople.MALLORY)).hasSize(1);
        assertThat(text(String.valueOf(done.getRedirectedUrl()))).contains("Hubify demo is disconnected");
    }

    /** Attack: a link that makes a person believe that something has ended. */
    @Test
    void linkSaysNothingThatIsNotSo() throws Exception {
        assertThat(text("/account/applications?disconnected=" + KnownClients.WEB))
                .doesNotContain("is disconnected");
        assertThat(text("/account/sessions?ended=other")).doesNotContain("is ended");
        assertThat(text("/account/sessions?all=ended")).doesNotContain("are ended");
    }

    /** Attack: a form on a foreign page. */
    @ParameterizedTest
    @ValueSource(strings = {DISCONNECT, "/account/sessions", "/account/sessions/others"})
    void foreignFormDoesNothing(String path) throws Exception {
        MockHttpServletResponse refused =
                perform(post(path).param("client", KnownClients.WEB).param("session", "other"));

        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(applications.of(KnownPeople.ADA)).hasSize(1);
        assertThat(sessions.of(KnownPeople.ADA)).hasSize(2);
    }

    /** Attack: an organization whose name is markup. */
    @Test
    void saysForWhomAnApplicationActsAndWhereARoleWasChanged() throws Exception {
        activities.add(
                KnownPeople.ADA,
                "organization-role-changed",
                TestClock.START,
                Map.of("organization", "org_1", "role", "member"));
        organizations.join(KnownPeople.ADA, "org_1", "<b>Acme</b>", TestOrganizations.MEMBER);

        assertThat(text("/account/applications")).containsPattern("Acts for\\s+<b>Acme</b>\\s+Only you");
        assertThat(text("/account/activity")).contains("<b>Acme</b>", "member");

        organizations.forget(KnownPeople.ADA);
        assertThat(text("/account/applications")).contains("org_1").doesNotContain("Only you");
        assertThat(text("/account/activity")).contains("org_1");
    }

    @Test
    void askingAboutWhatIsNotConnectedIsNotFound() throws Exception {
        assertThat(perform(get(DISCONNECT + "?client=nobody")).getStatus()).isEqualTo(404);
    }

    @Test
    void endsAnotherBrowserOfOnesOwn() throws Exception {
        MockHttpServletResponse done =
                perform(post("/account/sessions").param("session", "other").with(csrf()));

        assertThat(sessions.of(KnownPeople.ADA)).extracting(HeldSession::name).containsExactly("present");
        assertThat(text(String.valueOf(done.getRedirectedUrl()))).contains("The sign-in is ended");
    }

    /** Attack: the id of another person's sign-in; and the present one, which is signed out by its own page. */
    @ParameterizedTest
    @ValueSource(strings = {"hers", "present", "unknown", "<script>"})
    void endsNoOther(String session) throws Exception {
        perform(post("/account/sessions").param("session", session).with(csrf()));

        assertThat(sessions.of(KnownPeople.ADA)).hasSize(2);
        assertThat(sessions.of(KnownPeople.MALLORY)).hasSize(1);
    }

    @Test
    void endsAllOthersAndStays() throws Exception {
        perform(post("/account/sessions/others").with(csrf()));

        assertThat(sessions.of(KnownPeople.ADA)).extracting(HeldSession::name).containsExactly("present");
        assertThat(sessions.of(KnownPeople.MALLORY)).hasSize(1);
    }

    private static HeldSession held(String person, String id) {
        return new HeldSession(id, signIn(person, id), null, null, TestClock.START);
    }

    private static SignInAuthentication signIn(String person, String id) {
        return new SignInAuthentication(new AccountId(person), id, TestClock.START, TestClock.START);
    }

    private String text(String path) throws Exception {
        return RenderedPage.of(perform(get(path)).getContentAsString())
                .getBody()
                .asNormalizedText();
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(authentication(signIn(KnownPeople.ADA, "present")))
                        .accept("text/html"))
                .andReturn()
                .getResponse();
    }
}
