package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.test.WithCaller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A slice test as a service would write it. */
@WebMvcTest
@TestIssuer
class LabsSliceTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MockMvc mockMvc;

    @Autowired
    TestTokens tokens;

    @Test
    void seesTheSecurityOfTheStarter() {
        assertThat(mvc.get().uri("/labs")).hasStatus(HttpStatus.UNAUTHORIZED).containsHeader("WWW-Authenticate");
    }

    @Test
    @WithCaller(
            scopes = "labs:*",
            kind = Caller.Kind.API_KEY,
            keyId = "abcd1234",
            organization = "org_1",
            clientId = "cli")
    void runsAsGivenCaller() {
        assertThat(mvc.get().uri("/labs")).hasStatusOk().hasBodyTextEqualTo("API_KEY abcd1234 org_1 cli");
    }

    @Test
    @WithCaller(scopes = "pods:read")
    void refusesCallerWithoutScope() {
        assertThat(mvc.get().uri("/labs")).hasStatus(HttpStatus.FORBIDDEN);
    }

    @Test
    void verifiesRealTokens() {
        RestTestClient client = RestTestClient.bindTo(mockMvc).build();

        client.get()
                .uri("/labs")
                .header(
                        HttpHeaders.AUTHORIZATION,
                        tokens.accessToken().scopes("labs:read").bearer())
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void refusesWhatWasRevoked() {
        String token = tokens.accessToken().scopes("labs:read").value();
        assertThat(mvc.get().uri("/labs").header(HttpHeaders.AUTHORIZATION, "Bearer " + token))
                .hasStatusOk();

        tokens.revoke(token);

        assertThat(mvc.get().uri("/labs").header(HttpHeaders.AUTHORIZATION, "Bearer " + token))
                .hasStatus(HttpStatus.UNAUTHORIZED);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Labs.class)
    static class Service {}

    @RestController
    static class Labs {

        @GetMapping("/labs")
        @RequiresScope("labs:read")
        String list(Caller caller) {
            return caller.kind()
                    + " " + caller.keyId().orElse("")
                    + " " + caller.organization().map(Caller.Organization::id).orElse("")
                    + " " + caller.clientId().orElse("");
        }
    }
}
