package com.hubify.identity.server.page;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
