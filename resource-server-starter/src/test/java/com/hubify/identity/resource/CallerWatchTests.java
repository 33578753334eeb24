package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.reactive.HubifyReactiveResourceServer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import reactor.core.publisher.Flux;

/** Answers that go on for hours end with the credential they were asked for with. */
class CallerWatchTests {

    @SpringBootTest(
            classes = Service.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = "hubify.resource.public-paths=/open/**")
    @TestIssuer
    abstract static class Contract {

        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        @Test
        void endsAnAnswerWhoseCredentialWasRevoked() {
            String key = tokens.apiKey().bearer();
            String other = tokens.apiKey().bearer();
            Iterator<String> revoked = events(key).body().iterator();
            Iterator<String> good = events(other).body().iterator();
            assertThat(revoked.next()).isEqualTo("data:started");
            assertThat(good.next()).isEqualTo("data:started");

            tokens.revoke(key);

            assertEnds(revoked);
            CompletableFuture<Void> goingOn = end(good);
            assertThat(goingOn).isNotDone();
            // A server waits for answers under way before it stops.
            tokens.revoke(other);
            assertThat(goingOn).succeedsWithin(Duration.ofSeconds(20));
        }

        @Test
        void endsAnAnswerWhoseCredentialHasExpired() {
            TestToken brief = tokens.accessToken().expires(2);

            Iterator<String> lines = events(brief.bearer()).body().iterator();

            assertThat(lines.next()).isEqualTo("data:started");
            assertEnds(lines);
        }

        private static void assertEnds(Iterator<String> lines) {
            assertThat(end(lines)).succeedsWithin(Duration.ofSeconds(20));
        }

        private static CompletableFuture<Void> end(Iterator<String> lines) {
            return CompletableFuture.runAsync(
                    () -> lines.forEachRemaining(line -> {}), task -> new Thread(task).start());
        }

        private HttpResponse<Stream<String>> events(String credential) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/events"))
                    .header("Authorization", credential)
                    .build();
            try {
                return CLIENT.send(request, BodyHandlers.ofLines());
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=servlet")
    class OfServlets extends Contract {}

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=reactive")
    class OfWebFlux extends Contract {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Emitters.class, Fluxes.class})
    static class Service {}

    @RestController
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Emitters {

        private final CallerWatch callers;

        Emitters(CallerWatch callers) {
            this.callers = callers;
        }

        @GetMapping("/events")
        SseEmitter events(HubifyAuthentication caller) throws IOException {
            SseEmitter emitter = new SseEmitter(0L);
            CallerWatch.Registration watched = callers.onEnd(caller, emitter::complete);
            emitter.onCompletion(watched::close);
            emitter.send("started");
            return emitter;
        }
    }

    @RestController
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class Fluxes {

        private final HubifyReactiveResourceServer hubify;

        Fluxes(HubifyReactiveResourceServer hubify) {
            this.hubify = hubify;
        }

        @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> events() {
            return hubify.untilCallerEnds(Flux.concat(Flux.just("started"), Flux.never()));
        }
    }
}
