package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.test.WithCaller;
import com.hubify.identity.resource.verification.ScriptedVerifier;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the contract of both stacks leaves to Spring MVC alone: other authentications, callables, mocked requests. */
@SpringBootTest(classes = ContractService.class, properties = "hubify.resource.public-paths=/open/**")
@AutoConfigureMockMvc
@Import(ProtectedServiceTests.Later.class)
@TestIssuer
class ProtectedServiceTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestTokens tokens;

    @Autowired
    ScriptedVerifier verifier;

    @Test
    void keepsTheCallerForAsynchronousHandlers() {
        verifier.recover();

        assertThat(mvc.get()
                        .uri("/v1/later")
                        .header(
                                HttpHeaders.AUTHORIZATION,
                                tokens.accessToken().scopes("labs:read").bearer()))
                .hasStatusOk()
                .hasBodyTextEqualTo(TestTokens.SUBJECT);
        // Once for the service and once for the handler, and not again when the answer is there.
        assertThat(verifier.asked()).hasSize(2);
    }

    @Test
    @WithCaller(scopes = "labs:read", subject = "user_other")
    void runsTestsAsAnybody() {
        assertThat(mvc.get().uri("/v1/labs")).hasStatusOk().hasBodyTextEqualTo("user_other");
        assertThat(mvc.post().uri("/v1/labs")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    @WithMockUser(authorities = {"SCOPE_labs:*", "ROLE_USER"})
    void countsAuthoritiesOfOtherAuthentications() {
        assertThat(mvc.get().uri("/authorities")).hasStatusOk();
        assertThat(mvc.get().uri("/open/scoped")).hasStatusOk();
        assertThat(mvc.get().uri("/v1/labs")).hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @RestController
    static class Later {

        @GetMapping("/v1/later")
        @RequiresScope("labs:read")
        @MaxStaleness("2s")
        Callable<String> later(Caller caller) {
            return caller::subject;
        }
    }
}
