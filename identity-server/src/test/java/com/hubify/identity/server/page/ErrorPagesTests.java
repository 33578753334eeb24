package com.hubify.identity.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.RequestDispatcher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PageTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesTests {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static final List<String> references = new CopyOnWriteArrayList<>();

    @Autowired
    private MockMvc mvc;

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 413, 429, 500, 503})
    void explainsEachStatusToABrowser(int status) throws Exception {
        mvc.perform(failed(status).header("Accept", BROWSER))
                .andExpect(status().is(status))
                .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("<h1>")));
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 418, 451, 502, 599})
    void explainsAStatusNobodyThoughtOf(int status) throws Exception {
        mvc.perform(failed(status).header("Accept", BROWSER))
                .andExpect(status().is(status))
                .andExpect(content().string(containsString("<h1>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "image/png"})
    void answersProgramsInTheEnvelope(String accept) throws Exception {
        mvc.perform(failed(404).header("Accept", accept))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(jsonPath("$.error.code").value("not_found"))
                .andExpect(jsonPath("$.error.message").isNotEmpty())
                .andExpect(jsonPath("$.error.status").value(404))
                .andExpect(jsonPath("$.meta.request_id").value(matchesPattern("req_[0-9a-f]{16}")))
                .andExpect(header().exists("X-Request-Id"))
                .andExpect(jsonPath("$.length()").value(2));
    }

    @Test
    void answersProblemDetailsToWhoeverAsksForThem() throws Exception {
        mvc.perform(failed(403).accept(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(status().isForbidden())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(403))
                .andExpect(jsonPath("$.detail").isNotEmpty());
    }

    @Test
    void answersFailedFormsToo() throws Exception {
        mvc.perform(post("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 405)
                        .with(csrf())
                        .header("Accept", BROWSER))
                .andExpect(status().isMethodNotAllowed());
    }

    @Test
    void namesParameterOfAProtocolErrorToTheDeveloper() throws Exception {
        mvc.perform(refused("invalid_request", "redirect_uri").header("Accept", BROWSER))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("The return address is not registered")))
                .andExpect(content().string(containsString("<code>redirect_uri</code>")));
    }

    @Test
    void answersProtocolErrorsToProgramsAsTheProtocolDoes() throws Exception {
        mvc.perform(refused("invalid_request", "client_id").accept(MediaType.APPLICATION_JSON))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.error").value("invalid_request"))
                .andExpect(jsonPath("$.error_description").isNotEmpty());
    }

    /** Fault: a client's library can't read the envelope at an endpoint of the protocol (RFC 6749, section 5.2). */
    @ParameterizedTest
    @CsvSource({
        "/oauth2/token, 400, invalid_request",
        "/oauth2/authorize, 413, invalid_request",
        "/oauth2/introspect, 431, invalid_request",
        "/userinfo, 403, access_denied",
        "/connect/logout, 500, server_error",
        "/.well-known/openid-configuration, 502, server_error",
        "/oauth2/jwks, 503, temporarily_unavailable"
    })
    void answersProgramsAtTheProtocolsEndpointsAsTheProtocolDoes(String path, int status, String code)
            throws Exception {
        mvc.perform(failed(status)
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, path)
                        .accept(MediaType.APPLICATION_JSON))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.error").value(code))
                .andExpect(jsonPath("$.error_description").value(matchesPattern("[ -!#-\\[\\]-~]+")));
    }

    // Attack: a link whose bad parameters carry text, to have it shown or executed under our name.
    @Test
    void repeatsNothingOfTheRequest() throws Exception {
        mvc.perform(refused("<b>call 555-0100</b>", "<script>alert(1)</script>")
                        .requestAttr(RequestDispatcher.ERROR_MESSAGE, "call 555-0100")
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/call-555-0100")
                        .header("Accept", BROWSER))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(not(containsString("555-0100"))))
                .andExpect(content().string(not(containsString("<script"))));
    }

    @Test
    void saysWhenToComeBackAfterAnOutage() throws Exception {
        mvc.perform(failed(503).header("Accept", BROWSER)).andExpect(header().string("Retry-After", "5"));
    }

    @Test
    void keepsTheReasonOfAFailureToItself() throws Exception {
        mvc.perform(failed(500)
                        .requestAttr(
                                RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("redis://secret@host"))
                        .requestAttr(RequestDispatcher.ERROR_MESSAGE, "redis://secret@host")
                        .header("Accept", BROWSER))
                .andExpect(status().isInternalServerError())
                .andExpect(content().string(not(containsString("secret"))));
    }

    @Test
    void opensAsNotFoundByHand() throws Exception {
        mvc.perform(get("/error").header("Accept", BROWSER)).andExpect(status().isNotFound());
    }

    /**
     * Attack on the log: a stranger opens a page again and again, for a line each, with a key or a token in its path. The audit
     * trail has each of them without its secrets, and so many lines a minute.
     */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void writesNoLineOfItsOwn(int status, CapturedOutput log) throws Exception {
        mvc.perform(failed(status)
                        .requestAttr(RequestDispatcher.ERROR_METHOD, "POST")
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/oauth2/authorize;x=hfy_key_OfSomebody")
                        .header("Accept", BROWSER))
                .andExpect(status().is(status));

        assertThat(log).doesNotContain("hfy_key_").doesNotContain("/oauth2/authorize");
    }

    @Test
    void showsTheReferenceThatTheAuditTrailGets() throws Exception {
        String html = mvc.perform(failed(500).header("Accept", BROWSER))
                .andReturn()
                .getResponse()
                .getContentAsString();

        String reference = html.replaceAll("(?s).*Reference</dt><dd><code>([2-9A-Z]{8})</code>.*", "$1");
        assertThat(references).containsExactly(reference);
    }

    @BeforeEach
    void forget() {
        references.clear();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Trail {

        @EventListener
        void on(RequestFailed event) {
            references.add(event.reference());
        }
    }

    private static MockHttpServletRequestBuilder failed(int status) {
        return get("/error").requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status);
    }

    private static MockHttpServletRequestBuilder refused(String code, String parameter) {
        return failed(400).with(request -> {
            request.addParameter(parameter, "sent");
            ProtocolFailure.of(code, parameter, request).attachTo(request);
            return request;
        });
    }
}
