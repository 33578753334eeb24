package com.hubify.identity.server.logout;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.hubify.identity.server.page.KnownClients;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.PageTest;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class SignOutControllerTests {

    @Autowired
    private MockMvc mvc;

    @Test
    void asksWithAFormThatCarriesTheToken() throws Exception {
        mvc.perform(get("/logout").with(user(KnownPeople.ADA)))
                .andExpect(content()
                        .string(allOf(
                                containsString("Ada Lovelace"),
                                containsString("<form method=\"post\" action=\"/logout\">"),
                                containsString("name=\"_csrf\""))));
    }

    /** Fault: the template takes some words for "no", and the client never got its state back. */
    @ParameterizedTest
    @ValueSource(strings = {"no", "off", "false", " ", "0"})
    void anyStateOfTheClientGoesOn(String state) throws Exception {
        mvc.perform(get("/logout").param("state", state).with(user(KnownPeople.ADA)))
                .andExpect(content().string(containsString("name=\"state\" value=\"" + state + "\"")));
    }

    @Test
    void hasNothingToAskStrangers() throws Exception {
        mvc.perform(get("/logout")).andExpect(redirectedUrl("/signed-out"));
    }

    // Attack: a foreign page posts our form to sign the person out.
    @Test
    void refusesTheFormWithoutTheToken() throws Exception {
        mvc.perform(post("/logout").with(user(KnownPeople.ADA))).andExpect(status().isForbidden());
        mvc.perform(post("/logout").with(user(KnownPeople.ADA)).with(csrf())).andExpect(status().is3xxRedirection());
    }

    @Test
    void saysThatClerkMayStillKnowThePerson() throws Exception {
        mvc.perform(get("/signed-out"))
                .andExpect(content().string(containsString("You may still be signed in at Clerk")));
    }

    /** Without a page for it and without the Backend API, Clerk's session can't be ended: nothing else is offered. */
    @Test
    void offersWhatItCanKeep() throws Exception {
        mvc.perform(get("/logout").with(user(KnownPeople.ADA)))
                .andExpect(content()
                        .string(allOf(
                                containsString("name=\"clerk\" value=\"end\""),
                                containsString("Ask who I am at the next sign-in"),
                                not(containsString("checked")),
                                not(containsString("??")))));
    }

    @ParameterizedTest
    @CsvSource({
        "NEXT_TIME, The next sign-in here asks who you are",
        "ENDED, You are signed out of Clerk",
        "FAILED, Clerk could not be told"
    })
    void saysWhatCameOfClerksSession(String outcome, String title) throws Exception {
        mvc.perform(get("/signed-out").cookie(new Cookie("hubify-clerk", outcome)))
                .andExpect(content()
                        .string(allOf(
                                containsString(title),
                                not(containsString("You may still be signed in at Clerk</p>")),
                                not(containsString("??")))));
    }

    /** Attack: a link has the page say what is not so, or leads from it to another site. */
    @Test
    void linksPutNothingOnThePage() throws Exception {
        mvc.perform(get("/signed-out?clerk=ENDED&outcome=ENDED&client_id=demo-web")
                        .queryParam("post_logout_redirect_uri", "https://evil.example/")
                        .cookie(new Cookie("hubify-clerk", "<b>")))
                .andExpect(content()
                        .string(allOf(
                                containsString("You may still be signed in at Clerk"),
                                not(containsString("evil.example")),
                                not(containsString("<b>")))));
    }

    @Test
    void leadsBackToARegisteredAddress() throws Exception {
        mvc.perform(get("/signed-out?client_id=demo-web")
                        .queryParam("state", "a&b")
                        .queryParam("post_logout_redirect_uri", KnownClients.WEB_REDIRECT))
                .andExpect(content().string(containsString("href=\"" + KnownClients.WEB_REDIRECT + "?state=a%26b\"")));
    }
}
