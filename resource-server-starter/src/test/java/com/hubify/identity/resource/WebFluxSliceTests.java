package com.hubify.identity.resource;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.test.WithCaller;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A slice test of a reactive service, as a service would write it. */
@WebFluxTest
@TestIssuer
class WebFluxSliceTests {

    @Autowired
    WebTestClient web;

    @Autowired
    TestTokens tokens;

    @Test
    void seesTheSecurityOfTheStarter() {
        web.get()
                .uri("/labs")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .exists(HttpHeaders.WWW_AUTHENTICATE);
    }

    @Test
    @WithCaller(scopes = "labs:*", kind = Caller.Kind.API_KEY, keyId = "abcd1234")
    void runsAsGivenCaller() {
        web.get().uri("/labs").exchange().expectBody(String.class).isEqualTo("API_KEY abcd1234");
    }

    // There is no credential behind it that could be judged anew.
    @Test
    @WithCaller(scopes = "labs:*")
    void runsAsGivenCallerWhereFreshnessIsAsked() {
        web.get().uri("/fresh").exchange().expectStatus().isOk();
    }

    @Test
    @WithCaller(scopes = "pods:read")
    void refusesCallerWithoutScope() {
        web.get().uri("/labs").exchange().expectStatus().isForbidden();
    }

    @Test
    void verifiesRealTokens() {
        web.get()
                .uri("/labs")
                .header(
                        HttpHeaders.AUTHORIZATION,
                        tokens.accessToken().scopes("labs:read").bearer())
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Labs.class)
    static class Service {}

    @RestController
    static class Labs {

        @GetMapping("/labs")
        @RequiresScope("labs:read")
        Mono<String> list(Mono<Caller> caller) {
            return caller.map(known -> known.kind() + " " + known.keyId().orElse(""));
        }

        @GetMapping("/fresh")
        @MaxStaleness("2s")
        String fresh(Caller caller) {
            return caller.subject();
        }
    }
}
