package com.hubify.identity.server.device;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.PageTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PageTest
class DeviceControllerTests {

    @Autowired
    private MockMvc mvc;

    @ParameterizedTest
    @ValueSource(strings = {"BCDF-GHJK", "bcdfghjk", " bcdf ghjk ", "b-c-d-f-g-h-j-k"})
    void fillsInTheCodeHoweverItIsSpelled(String code) throws Exception {
        mvc.perform(activate().queryParam("user_code", code))
                .andExpect(content().string(containsString("value=\"BCDF-GHJK\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BCDF", "BCDF-GHJK-L", "\"><script>alert(1)</script>", "ａｂｃｄｅｆｇｈ"})
    void fillsInNothingThatIsNoCode(String code) throws Exception {
        mvc.perform(activate().queryParam("user_code", code))
                .andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("value=\"\""), not(containsString("<script")))));
    }

    // Attack (RFC 8628, section 5.4): somebody sends a link with a code of theirs.
    @Test
    void warnsOfCodesFromOthersAndOnlyFillsTheField() throws Exception {
        mvc.perform(activate().queryParam("user_code", "BCDF-GHJK"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Only enter a code you asked for yourself")));
    }

    @ParameterizedTest
    @EnumSource
    void explainsEachProblem(DeviceProblem problem) throws Exception {
        mvc.perform(activate().queryParam("error", problem.code()))
                .andExpect(content().string(allOf(containsString("role=\"alert\""), not(containsString("??")))));
    }

    @Test
    void ignoresProblemsItDoesNotKnow() throws Exception {
        mvc.perform(activate().queryParam("error", "<b>call 555-0100</b>"))
                .andExpect(content().string(allOf(not(containsString("role=\"alert\"")), not(containsString("555")))));
    }

    @Test
    void asksStrangersToSignInFirst() throws Exception {
        mvc.perform(get("/activate?user_code=BCDF-GHJK").accept("text/html")).andExpect(redirectedUrl("/login"));
    }

    private static MockHttpServletRequestBuilder activate() {
        return get("/activate").with(user(KnownPeople.ADA));
    }
}
