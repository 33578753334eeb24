package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.TokenClaims;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service that hears of revocations over the feed while it answers from memory. */
@SpringBootTest
@AutoConfigureMockMvc
@TestIssuer
class RevokedCredentialTests {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestTokens tokens;

    @Test
    void isRefusedOnceTheServiceHears() {
        for (String credential :
                new String[] {tokens.apiKey().value(), tokens.accessToken().value()}) {
            assertAnswered(credential, HttpStatus.OK);

            tokens.revoke(credential);

            assertAnswered(credential, HttpStatus.UNAUTHORIZED);
        }
    }

    @Test
    void takesItsSiblingsAlong() {
        String grant = UUID.randomUUID().toString();
        String one = tokens.accessToken().claim(TokenClaims.GRANT_ID, grant).value();
        String other = tokens.accessToken().claim(TokenClaims.GRANT_ID, grant).value();
        String stranger = tokens.accessToken().value();
        assertAnswered(one, HttpStatus.OK);

        tokens.revoke(Ancestor.Kind.GRANT, grant);

        assertAnswered(one, HttpStatus.UNAUTHORIZED);
        assertAnswered(other, HttpStatus.UNAUTHORIZED);
        assertAnswered(stranger, HttpStatus.OK);
    }

    private void assertAnswered(String credential, HttpStatus status) {
        assertThat(mvc.get().uri("/labs").header(HttpHeaders.AUTHORIZATION, "Bearer " + credential))
                .hasStatus(status);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Labs.class)
    static class Service {}

    @RestController
    static class Labs {

        @GetMapping("/labs")
        String list(Caller caller) {
            return caller.subject();
        }
    }
}
