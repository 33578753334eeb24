package com.hubify.identity.resource.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Wire;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;
import reactor.core.publisher.Mono;

/** Calls of a service to others: the caller's credential goes where the service has named, and nowhere else. */
class CallerRelayTests {

    /** Another service. Tells which credentials it was sent. */
    private static final class Other {

        private final List<String> received = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        private Other() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/samples", this::answer);
            server.start();
        }

        private String origin() {
            return "http://localhost:" + server.getAddress().getPort();
        }

        private void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
            received.add(Objects.requireNonNullElse(
                    exchange.getRequestHeaders().getFirst(HttpHeaders.AUTHORIZATION), "nothing"));
            byte[] body = "samples".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        }

        /** Sends whoever asks elsewhere, as a service that was taken over would. */
        private void redirect(String path, String address) {
            server.createContext(path, exchange -> {
                exchange.getResponseHeaders().set("Location", address);
                exchange.sendResponseHeaders(307, -1);
                exchange.close();
            });
        }
    }

    private static final Other NAMED = new Other();
    private static final Other STRANGER = new Other();

    static {
        NAMED.redirect("/moved", STRANGER.origin() + "/samples");
    }

    @SpringBootTest(
            classes = Service.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = "hubify.resource.public-paths=/open/**")
    @TestIssuer
    abstract static class Contract {

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        @DynamicPropertySource
        static void others(DynamicPropertyRegistry settings) {
            settings.add("hubify.resource.relay.origins", NAMED::origin);
            settings.add("spring.http.serviceclient.named.base-url", NAMED::origin);
            settings.add("spring.http.serviceclient.stranger.base-url", STRANGER::origin);
            settings.add("spring.http.serviceclient.reactive-named.base-url", NAMED::origin);
            settings.add("spring.http.serviceclient.reactive-stranger.base-url", STRANGER::origin);
        }

        @BeforeEach
        void forget() {
            NAMED.received.clear();
            STRANGER.received.clear();
        }

        abstract List<String> clients();

        @Test
        void takesTheCallersCredentialToWhereTheServiceHasNamed() {
            for (String client : clients()) {
                String credential = tokens.accessToken().bearer();

                assertThat(call("/relay", client, NAMED.origin() + "/samples", credential))
                        .isEqualTo("samples");

                assertThat(NAMED.received).as(client).containsExactly(credential);
                NAMED.received.clear();
            }
        }

        // Whoever gets it can act as the caller.
        @Test
        void takesItNowhereElse() {
            for (String client : clients()) {
                String credential = tokens.apiKey().bearer();

                call("/relay", client, STRANGER.origin() + "/samples", credential);
                // The same host by another name, and one that begins with its name.
                call("/relay", client, STRANGER.origin().replace("localhost", "127.0.0.1") + "/samples", credential);
            }
            assertThat(STRANGER.received).isNotEmpty().containsOnly("nothing");
        }

        // Fault: the client of Java 17 takes the header along.
        @Test
        void doesNotFollowWhoSendsItElsewhere() {
            for (String client : clients()) {
                if (!client.startsWith("http-service")) {
                    call(
                            "/relay",
                            client,
                            NAMED.origin() + "/moved",
                            tokens.accessToken().bearer());
                }
            }
            assertThat(STRANGER.received).isEmpty();
        }

        @Test
        void sendsNothingOnForNobody() {
            for (String client : clients()) {
                assertThat(wire().get("/open/relay?client=" + client + "&to=" + NAMED.origin() + "/samples")
                                .body())
                        .isEqualTo("samples");
            }
            assertThat(NAMED.received).isNotEmpty().containsOnly("nothing");
        }

        @Test
        void leavesAnotherCredentialOfTheServiceAlone() {
            assertThat(call(
                            "/own",
                            "",
                            NAMED.origin() + "/samples",
                            tokens.accessToken().bearer()))
                    .isEqualTo("samples");
            assertThat(NAMED.received).containsExactly("Bearer of-the-service");
        }

        private String call(String path, String client, String to, String credential) {
            return wire().get(path + "?client=" + client + "&to=" + to, "Authorization: " + credential)
                    .body();
        }

        private Wire wire() {
            return new Wire(port);
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=servlet")
    class OfServlets extends Contract {

        @Override
        List<String> clients() {
            return List.of("rest-client", "rest-template", "http-service", "web-client");
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=reactive")
    class OfWebFlux extends Contract {

        @Override
        List<String> clients() {
            return List.of("web-client", "http-service-reactive");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Blocking.class, Reactive.class})
    @ImportHttpServices(group = "named", types = Samples.class)
    @ImportHttpServices(group = "stranger", types = OtherSamples.class)
    @ImportHttpServices(group = "reactive-named", types = ReactiveSamples.class, clientType = ClientType.WEB_CLIENT)
    @ImportHttpServices(
            group = "reactive-stranger",
            types = OtherReactiveSamples.class,
            clientType = ClientType.WEB_CLIENT)
    static class Service {}

    @HttpExchange("/samples")
    interface Samples {

        @GetExchange
        String list();
    }

    @HttpExchange("/samples")
    interface OtherSamples {

        @GetExchange
        String list();
    }

    @HttpExchange("/samples")
    interface ReactiveSamples {

        @GetExchange
        Mono<String> list();
    }

    @HttpExchange("/samples")
    interface OtherReactiveSamples {

        @GetExchange
        Mono<String> list();
    }

    @RestController
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Blocking {

        private final RestClient rest;
        private final RestTemplate template;
        private final WebClient web;
        private final Samples samples;
        private final OtherSamples others;

        Blocking(
                RestClient.Builder rest,
                RestTemplateBuilder template,
                WebClient.Builder web,
                Samples samples,
                OtherSamples others) {
            this.rest = rest.build();
            this.template = template.build();
            this.web = web.build();
            this.samples = samples;
            this.others = others;
        }

        @GetMapping({"/relay", "/open/relay"})
        @Nullable
        String relay(@RequestParam String client, @RequestParam URI to) {
            return switch (client) {
                case "rest-client" -> rest.get().uri(to).retrieve().body(String.class);
                case "rest-template" -> template.getForObject(to, String.class);
                case "web-client" ->
                    web.get().uri(to).retrieve().bodyToMono(String.class).block();
                default -> isNamed(to) ? samples.list() : others.list();
            };
        }

        @GetMapping("/own")
        @Nullable
        String own(@RequestParam URI to) {
            return rest.get()
                    .uri(to)
                    .headers(headers -> headers.setBearerAuth("of-the-service"))
                    .retrieve()
                    .body(String.class);
        }
    }

    @RestController
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class Reactive {

        private final WebClient web;
        private final ReactiveSamples samples;
        private final OtherReactiveSamples others;

        Reactive(WebClient.Builder web, ReactiveSamples samples, OtherReactiveSamples others) {
            this.web = web.build();
            this.samples = samples;
            this.others = others;
        }

        @GetMapping({"/relay", "/open/relay"})
        Mono<String> relay(@RequestParam String client, @RequestParam URI to) {
            if (client.equals("web-client")) {
                return web.get().uri(to).retrieve().bodyToMono(String.class);
            }
            return isNamed(to) ? samples.list() : others.list();
        }

        @GetMapping("/own")
        Mono<String> own(@RequestParam URI to) {
            return web.get()
                    .uri(to)
                    .headers(headers -> headers.setBearerAuth("of-the-service"))
                    .retrieve()
                    .bodyToMono(String.class);
        }
    }

    private static boolean isNamed(URI to) {
        return to.toString().startsWith(NAMED.origin());
    }
}
