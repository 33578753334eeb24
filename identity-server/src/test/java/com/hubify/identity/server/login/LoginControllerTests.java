package com.hubify.identity.server.login;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.PageTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PageTest
class LoginControllerTests {

    private static final String CLERK = "href=\"/oauth2/authorization/clerk\"";

    @Autowired
    private MockMvc mvc;

    @Test
    void leadsToClerk() throws Exception {
        mvc.perform(get("/login"))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString(CLERK), not(containsString("role=\"alert\"")))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACCOUNT_CLOSED")
    void explainsEachProblemAndOffersAnotherTry(SignInProblem problem) throws Exception {
        mvc.perform(get("/login").queryParam("error", problem.code()))
                .andExpect(content()
                        .string(allOf(
                                containsString("role=\"alert\""),
                                containsString("Try again with Clerk"),
                                containsString(CLERK),
                                not(containsString("??")))));
    }

    @Test
    void showsTheReferenceOfTheFailure() throws Exception {
        mvc.perform(get("/login?error=upstream_error&reference=7K3M9Q2X"))
                .andExpect(content().string(containsString("<code>7K3M9Q2X</code>")));
    }

    /** Fault: who was signed in and met a failure read "Sign in" above their name. */
    @ParameterizedTest
    @ValueSource(strings = {"/login", "/login?error=session_expired"})
    void saysThatAPersonIsSignedIn(String address) throws Exception {
        mvc.perform(get(address).with(user(KnownPeople.ADA)))
                .andExpect(content()
                        .string(allOf(
                                containsString("<h1>You are signed in</h1>"),
                                containsString("<title>You are signed in"),
                                not(containsString("Continue with Clerk")))));
    }

    /** Fault: another try signs the same person in at Clerk again, who can't sign in here. */
    @Test
    void accountThatIsClosedLeadsToAnother() throws Exception {
        mvc.perform(get("/login?error=account_closed").queryParam("continue", "/activate?user_code=ABCD-EFGH"))
                .andExpect(content()
                        .string(allOf(
                                containsString("Sign in as somebody else"),
                                containsString("href=\"/oauth2/authorization/clerk?prompt=login&amp;"
                                        + "continue=/activate?user_code%3DABCD-EFGH\""),
                                not(containsString("Try again")))));
    }

    /** Fault: "You are signed in", and below it that signing in is not possible, with nothing but <i>Continue</i>. */
    @Test
    void outageIsNoEndForAPersonWhoIsSignedIn() throws Exception {
        mvc.perform(get("/login?error=upstream_unavailable&continue=/account/keys/new")
                        .with(user(KnownPeople.ADA)))
                .andExpect(content()
                        .string(allOf(
                                containsString("<h1>We can’t check who you are just now</h1>"),
                                containsString("href=\"/account/keys/new\">Try again"),
                                containsString("href=\"/account\">Back to your account"),
                                not(containsString("not possible")))));
    }

    /** Fault: a switch of accounts from this page lost the request that was to go on. */
    @Test
    void switchOfAccountsGoesOnWithTheRequest() throws Exception {
        mvc.perform(get("/login?error=session_expired")
                        .queryParam("continue", "/activate?user_code=ABCD-EFGH")
                        .with(user(KnownPeople.ADA)))
                .andExpect(content()
                        .string(containsString("href=\"/oauth2/authorization/clerk?prompt=login&amp;"
                                + "continue=/activate?user_code%3DABCD-EFGH\"")));
        mvc.perform(get("/login").with(user(KnownPeople.ADA)))
                .andExpect(content().string(containsString("href=\"/oauth2/authorization/clerk?prompt=login\"")));
    }

    /** Where no application waits, or nothing has failed, there is no way back to one. */
    @ParameterizedTest
    @CsvSource({
        "access_denied, /oauth2/authorize?client_id=web, true",
        "session_expired, /login/resume/a/b, true",
        "access_denied, /activate, false",
        "access_denied, /, false",
        "made_up, /oauth2/authorize?client_id=web, false",
        "access_denied, https://evil.example/oauth2/authorize?a=b, false"
    })
    void offersTheWayBackToAnApplicationThatWaits(String error, String target, boolean offered) throws Exception {
        mvc.perform(get("/login").queryParam("error", error).queryParam("continue", target))
                .andExpect(content()
                        .string(
                                offered
                                        ? allOf(
                                                containsString("Back to the application"),
                                                containsString("decision=decline"))
                                        : not(containsString("Back to the application"))));
    }

    // Attack: a link to our sign-in page whose error is an instruction ("call this number"), or has Clerk look guilty.
    @ParameterizedTest
    @ValueSource(strings = {"", "call-555-0100", "<script>alert(1)</script>", "title", "__${7*7}__::x"})
    void showsNoTextFromTheAddress(String text) throws Exception {
        mvc.perform(get("/login").queryParam("error", text).queryParam("reference", text))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Continue with Clerk"),
                                not(containsString("role=\"alert\"")),
                                not(containsString("555-0100")),
                                not(containsString("<script")),
                                not(containsString("49")),
                                not(containsString("??")))));
    }
}
