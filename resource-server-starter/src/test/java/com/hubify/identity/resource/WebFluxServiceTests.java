package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.resource.WebFluxServiceTests.Loops;
import com.hubify.identity.resource.test.TestTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@TestPropertySource(properties = "spring.main.web-application-type=reactive")
@Import(Loops.class)
class WebFluxServiceTests extends ServiceContract {

    @Test
    void handsTheCallerOverAsMono() {
        assertThat(get("/later", tokens.sessionToken().bearer()).body()).isEqualTo(TestTokens.SUBJECT);
        assertThat(wire.get("/open/later").body()).isEqualTo("nobody");
    }

    // The handler's Mono runs after the handler: method security below it must not go by what was judged before.
    @ParameterizedTest
    @ValueSource(strings = {"/fresh/mono", "/fresh/entity"})
    void runsWhatAHandlerReturnsAsWhoWasJudgedLast(String path) {
        verifier.answer((staleness, real) -> staleness.equals(SERVICE) ? real.get() : about("labs:*", real));

        assertThat(get(path, tokens.accessToken().scopes("pods:read").bearer()).body())
                .isEqualTo("[SCOPE_labs:*, SCOPE_labs:read, SCOPE_labs:write]");
    }

    // An issuer that hangs must not hold up requests that need none: event loops are as few as processors.
    @Test
    void keepsEventLoopsFreeWhileAnIssuerHangs() {
        CountDownLatch hanging = new CountDownLatch(1);
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        verifier.answer((staleness, real) -> {
            awaitQuietly(hanging);
            return real.get();
        });

        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            String credential = tokens.apiKey().scopes("labs:read").bearer();
            waiting.add(CompletableFuture.supplyAsync(
                    () -> get("/v1/labs", credential).status(), task -> new Thread(task).start()));
        }
        await().until(() -> verifier.asked().size() == waiting.size());

        assertThat(wire.get("/open/page").status()).isEqualTo(200);
        assertThat(wire.get("/v1/labs").status()).isEqualTo(401);
        hanging.countDown();
        assertThat(waiting).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
    }

    @Test
    void answersWhatItKnowsOnTheEventLoop() {
        String credential = tokens.accessToken().bearer();

        get("/thread/0", credential);

        assertThat(get("/thread/1", credential).body()).startsWith("webflux-http");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @RestController
    static class Loops {

        @GetMapping({"/later", "/open/later"})
        Mono<String> later(Mono<Caller> caller) {
            return caller.map(Caller::subject).defaultIfEmpty("nobody");
        }

        @GetMapping("/fresh/mono")
        @MaxStaleness("2s")
        Mono<String> mono() {
            return ReactiveSecurityContextHolder.getContext()
                    .mapNotNull(SecurityContext::getAuthentication)
                    .map(known -> known.getAuthorities().toString());
        }

        @GetMapping("/fresh/entity")
        @MaxStaleness("2s")
        ResponseEntity<Mono<String>> entity() {
            return ResponseEntity.ok(mono());
        }

        // As a gateway does.
        @RequestMapping("/v1/raw")
        Mono<Void> raw(ServerWebExchange exchange) {
            return exchange.getResponse().writeWith(exchange.getRequest().getBody());
        }

        @GetMapping("/thread/{use}")
        String thread(@PathVariable int use, Caller caller) {
            return Thread.currentThread().getName();
        }
    }
}
