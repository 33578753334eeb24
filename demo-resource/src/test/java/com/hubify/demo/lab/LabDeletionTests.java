package com.hubify.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.demo.api.Ids;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A service that hears of no revocation goes on for five minutes, but deletes nothing on what it knew two seconds ago. */
@WebMvcTest(LabController.class)
@Import({Labs.class, Ids.class, LabDeletionTests.Time.class})
@TestIssuer
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class LabDeletionTests {

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Labs labs;

    @Autowired
    private TestTokens tokens;

    @Autowired
    private AtomicLong ahead;

    private String lab = "";
    private String token = "";

    @BeforeEach
    void useTokenOnce() {
        lab = TestLabs.create(labs, TestTokens.SUBJECT, "private");
        token = tokens.accessToken().scopes("labs:*").value();
        assertThat(ask(HttpMethod.GET)).hasStatusOk();
    }

    @AfterEach
    void recover() {
        tokens.issuer().recover();
    }

    // Somebody whose access has just ended takes the labs along.
    @Test
    void refusesTokenRevokedUnheardOf() {
        hearNothing();
        tokens.issuer().forget(token);

        assertThat(ask(HttpMethod.GET)).hasStatusOk();
        assertThat(ask(HttpMethod.DELETE)).hasStatus(HttpStatus.UNAUTHORIZED);
        assertThat(labs.get(lab, TestTokens.SUBJECT)).isNotNull();
    }

    @Test
    void deletesForTokenThatStillHolds() {
        hearNothing();

        assertThat(ask(HttpMethod.DELETE)).hasStatus(HttpStatus.NO_CONTENT);
    }

    @Test
    void asksToComeBackWhileNobodyCanSay() {
        hearNothing();
        tokens.issuer().failEverywhere();

        MvcTestResult answer = ask(HttpMethod.DELETE);

        assertThat(answer).hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getResponse().getHeader(HttpHeaders.RETRY_AFTER)).isNotNull();
        assertThat(ask(HttpMethod.GET)).hasStatusOk();
    }

    private void hearNothing() {
        tokens.issuer().fail("/v1/revocations", 503, Map.of(), "");
        tokens.issuer().revocations().cut();
        ahead.addAndGet(Duration.ofSeconds(3).toNanos());
    }

    private MvcTestResult ask(HttpMethod method) {
        return http.method(method)
                .uri("/v1/labs/{id}", lab)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        AtomicLong ahead() {
            return new AtomicLong();
        }

        @Bean
        Ticker ticker(AtomicLong ahead) {
            return () -> System.nanoTime() + ahead.get();
        }
    }
}
