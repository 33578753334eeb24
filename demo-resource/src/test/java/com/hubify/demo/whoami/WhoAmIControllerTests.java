package com.hubify.demo.whoami;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.WithCaller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(WhoAmIController.class)
class WhoAmIControllerTests {

    @Autowired
    private MockMvcTester http;

    @Test
    @WithCaller(
            subject = "user_ada",
            scopes = {"openid", "labs:read"})
    void saysWhoIsCallingAndWhatTheyMay() {
        assertThat(http.get().uri("/v1/whoami")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"data": {"subject": "user_ada", "kind": "access_token", "scopes": ["openid", "labs:read"]}}""");
    }

    @Test
    @WithCaller(
            subject = "user_ada",
            scopes = {})
    void needsNoScope() {
        assertThat(http.get().uri("/v1/whoami")).hasStatusOk();
    }

    @Test
    void needsACredential() {
        assertThat(http.get().uri("/v1/whoami")).hasStatus(HttpStatus.UNAUTHORIZED);
    }
}
