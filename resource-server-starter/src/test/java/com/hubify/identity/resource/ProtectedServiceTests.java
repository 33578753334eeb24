package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(properties = "hubify.resource.public-paths=/,/index.html")
@AutoConfigureMockMvc
@TestIssuer
class ProtectedServiceTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestTokens tokens;

    @Test
    void acceptsAllThreeCredentialsOnTheSamePath() {
        for (String credential : new String[] {
            tokens.accessToken().scopes("labs:read").bearer(),
            tokens.apiKey().scopes("labs:*").bearer(),
            tokens.sessionToken().bearer()
        }) {
            assertThat(mvc.get().uri("/v1/labs").header(HttpHeaders.AUTHORIZATION, credential))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.subject")
                    .isEqualTo(TestTokens.SUBJECT);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Labs.class)
    static class Service {}

    @RestController
    static class Labs {

        @GetMapping("/v1/labs")
        @RequiresScope("labs:read")
        Map<String, String> list(Caller caller) {
            return Map.of("subject", caller.subject());
        }

        @PostMapping("/v1/labs")
        @RequiresScope("labs:write")
        Map<String, String> create(Caller caller) {
            return Map.of("subject", caller.subject());
        }

        @GetMapping("/v1/later")
        @RequiresScope("labs:read")
        Callable<Map<String, String>> later(Caller caller) {
            return () -> Map.of("subject", caller.subject());
        }
    }
}
