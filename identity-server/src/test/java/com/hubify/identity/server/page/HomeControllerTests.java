package com.hubify.identity.server.page;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class HomeControllerTests {

    @Autowired
    private MockMvc mvc;

    @Test
    void offersSignInToStrangers() throws Exception {
        mvc.perform(get("/"))
                .andExpect(content()
                        .string(allOf(containsString("href=\"/login\""), not(containsString("Signed in as")))));
    }

    @Test
    void namesWhoIsSignedInAndTheWayOut() throws Exception {
        mvc.perform(get("/").with(user(KnownPeople.ADA)))
                .andExpect(content()
                        .string(allOf(
                                containsString("Ada Lovelace"),
                                containsString("ada@example.com"),
                                containsString("href=\"/logout\""))));
    }

    @Test
    void callsPeopleWithoutAnAccountByTheirId() throws Exception {
        mvc.perform(get("/").with(user("user_new"))).andExpect(content().string(containsString("user_new")));
    }

    // Attack: a name or address at Clerk that is markup.
    @Test
    void showsNamesAsText() throws Exception {
        mvc.perform(get("/").with(user(KnownPeople.MALLORY)))
                .andExpect(content()
                        .string(allOf(
                                containsString("&lt;script&gt;alert(1)&lt;/script&gt;"),
                                not(containsString("<script")),
                                not(containsString("<img src=x")))));
    }
}
