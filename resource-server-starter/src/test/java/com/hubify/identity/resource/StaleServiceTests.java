package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service that must know of revocations within half a second, and loses sight of its issuer. */
@SpringBootTest(properties = {"hubify.resource.max-staleness=500ms", "hubify.resource.timeout=200ms"})
@AutoConfigureMockMvc
@DirtiesContext
class StaleServiceTests {

    private static final StubIssuer ISSUER = new StubIssuer();

    private final TestTokens tokens = new TestTokens(ISSUER, "https://api.hubify.com", List.of(), Clock::systemUTC);

    @Autowired
    MockMvcTester mvc;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("hubify.resource.issuer-uri", ISSUER::issuer);
        properties.add("hubify.resource.client-id", () -> StubIssuer.CLIENT_ID);
        properties.add("hubify.resource.client-secret", () -> StubIssuer.CLIENT_SECRET);
        properties.add("hubify.resource.clerk.issuer", ISSUER::clerkIssuer);
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @BeforeEach
    void recover() {
        ISSUER.recover();
        await().until(() -> get(tokens.apiKey().value()).getStatus() == 200);
    }

    @Test
    void turnsGoodCallersAwayForAWhileAndNeverForGood() {
        String key = tokens.apiKey().value();
        String token = tokens.accessToken().value();
        List<Integer> statuses = new ArrayList<>();
        assertThat(get(key).getStatus()).isEqualTo(200);
        assertThat(get(token).getStatus()).isEqualTo(200);

        ISSUER.failEverywhere();
        ISSUER.revocations().cut();
        await().until(() -> {
            statuses.add(get(key).getStatus());
            statuses.add(get(token).getStatus());
            return statuses.subList(statuses.size() - 2, statuses.size()).equals(List.of(503, 503));
        });
        assertThat(get(key).getHeader(HttpHeaders.RETRY_AFTER)).isNotNull();
        ISSUER.recover();
        await().until(() -> {
            statuses.add(get(key).getStatus());
            statuses.add(get(token).getStatus());
            return statuses.subList(statuses.size() - 2, statuses.size()).equals(List.of(200, 200));
        });

        assertThat(statuses).containsOnly(200, 503);
    }

    @Test
    void refusesWhatWasRevokedWhileItCouldNotHear() {
        String key = tokens.apiKey().value();
        assertThat(get(key).getStatus()).isEqualTo(200);

        ISSUER.revocations().hold();
        tokens.revoke(key);

        await().until(() -> get(key).getStatus() == 401);
    }

    // They are another's, and live for a minute.
    @Test
    void goesOnTakingSessionTokens() {
        String token = tokens.sessionToken().value();
        assertThat(get(token).getStatus()).isEqualTo(200);
        String key = tokens.apiKey().value();
        assertThat(get(key).getStatus()).isEqualTo(200);

        ISSUER.failEverywhere();
        ISSUER.revocations().cut();

        await().until(() -> get(key).getStatus() == 503);
        assertThat(get(token).getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse get(String credential) {
        return mvc.get()
                .uri("/labs")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + credential)
                .exchange()
                .getResponse();
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
