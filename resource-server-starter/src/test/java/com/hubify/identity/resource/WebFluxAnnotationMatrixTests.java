package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import com.hubify.identity.resource.Annotated.Needs;
import com.hubify.identity.resource.autoconfigure.ResourceServerAutoConfiguration;
import com.hubify.identity.resource.reactive.HubifyReactiveResourceServer;
import com.hubify.identity.resource.settings.InvalidDemand;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableReactiveWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** What {@link AnnotationMatrixTests} says, of a reactive service. */
class WebFluxAnnotationMatrixTests {

    private static final StubIssuer ISSUER = new StubIssuer();
    private static final TestTokens TOKENS =
            new TestTokens(ISSUER, "https://api.hubify.com", List.of(), Clock::systemUTC);

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final ReactiveWebApplicationContextRunner service = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ResourceServerAutoConfiguration.class,
                    SecurityAutoConfiguration.class,
                    ReactiveWebSecurityAutoConfiguration.class,
                    ReactiveManagementWebSecurityAutoConfiguration.class,
                    ReactiveUserDetailsServiceAutoConfiguration.class,
                    WebFluxAutoConfiguration.class,
                    HttpHandlerAutoConfiguration.class,
                    EndpointAutoConfiguration.class,
                    WebEndpointAutoConfiguration.class,
                    ManagementContextAutoConfiguration.class))
            .withPropertyValues(
                    "hubify.resource.issuer-uri=" + ISSUER.issuer(),
                    "management.endpoints.web.exposure.include=*",
                    "hubify.resource.rules[0].path=/actuator/labs",
                    "hubify.resource.rules[1].path=/ruled",
                    "hubify.resource.rules[1].scopes=labs:read");

    /** How a type becomes part of a service, and whether the service starts with an annotation on it. */
    enum Kind {
        CONTROLLER(true, Labs.class, "list", (context, type) -> context.registerBean(type)),
        WEB_HANDLER(true, Web.class, "handle", (context, type) -> {
            context.registerBean("web", type);
            context.registerBean(
                    "webMapping",
                    SimpleUrlHandlerMapping.class,
                    () -> new SimpleUrlHandlerMapping(Map.of("/v1/web", context.getBean("web")), -1));
        }),
        OBJECT_OF_OWN_MAPPING(
                true,
                Mapped.class,
                "handle",
                (context, type) -> context.registerBean(
                        "ownMapping", OwnMapping.class, () -> new OwnMapping("/v1/mapped", make(type)))),
        JDK_PROXIED_HANDLER(true, Wrapped.class, "handle", (context, type) -> {
            context.registerBean("wrapped", WebHandler.class, () -> proxied(type));
            context.registerBean(
                    "wrappedMapping",
                    SimpleUrlHandlerMapping.class,
                    () -> new SimpleUrlHandlerMapping(Map.of("/v1/wrapped", context.getBean("wrapped")), -1));
        }),
        FUNCTION(
                true,
                Direct.class,
                "handle",
                (context, type) -> routes(context, "direct", () -> route(GET("/v1/direct"), function(type)))),
        FUNCTION_BEAN_BEHIND_FILTER(true, Behind.class, "handle", (context, type) -> {
            context.registerBean("behind", type);
            routes(
                    context,
                    "behind",
                    () -> route().GET("/v1/behind", context.getBean("behind", Behind.class))
                            .filter((request, next) -> next.handle(request))
                            .build());
        }),
        METHOD_REFERENCE_OF_BEAN(true, Functions.class, "save", (context, type) -> {
            context.registerBean("functions", type);
            routes(
                    context,
                    "functions",
                    () -> route().GET("/v1/functions", context.getBean("functions", Functions.class)::save)
                            .build());
        }),
        LAMBDA_WITH_BEAN(true, Called.class, "save", (context, type) -> {
            context.registerBean("called", type);
            routes(context, "called", () -> {
                Called called = context.getBean("called", Called.class);
                return route().GET("/v1/called", request -> called.save(request))
                        .build();
            });
        }),
        SERVICE(true, Store.class, "read", (context, type) -> {
            context.registerBean("store", type);
            routes(context, "store", () -> {
                Store store = context.getBean("store", Store.class);
                return route().GET("/v1/store", request -> ServerResponse.ok().body(store.read(), String.class))
                        .build();
            });
        }),
        // Another bean calls a method that no path leads to.
        HELPER_OF_CONTROLLER(true, Desk.class, "read", (context, type) -> {
            context.registerBean("desk", type);
            routes(context, "desk", () -> {
                Desk desk = context.getBean("desk", Desk.class);
                return route().GET("/v1/desk", request -> ServerResponse.ok().body(desk.read(), String.class))
                        .build();
            });
        }),
        JDK_PROXIED_SERVICE(true, Shelf.class, "read", (context, type) -> {
            context.registerBean("shelf", Reading.class, () -> proxied(type));
            routes(context, "shelf", () -> {
                Reading shelf = context.getBean("shelf", Reading.class);
                return route().GET("/v1/shelf", request -> ServerResponse.ok().body(shelf.read(), String.class))
                        .build();
            });
        }),
        ENDPOINT(true, LabsEndpoint.class, "labs", (context, type) -> context.registerBean(type)),
        BLOCKING_SERVICE(false, Blocking.class, "read", (context, type) -> context.registerBean(type)),
        BLOCKING_ENDPOINT(false, BlockingEndpoint.class, "labs", (context, type) -> context.registerBean(type)),
        FUNCTION_BEHIND_FILTER(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "direct",
                        () -> route().GET("/v1/direct", function(type))
                                .filter((request, next) -> next.handle(request))
                                .build())),
        FUNCTION_BEHIND_BEFORE(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "direct",
                        () -> route().GET("/v1/direct", function(type))
                                .before(request -> request)
                                .build())),
        FUNCTION_BEHIND_AFTER(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "direct",
                        () -> route().GET("/v1/direct", function(type))
                                .after((request, response) -> response)
                                .build())),
        FUNCTION_BEHIND_ON_ERROR(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "direct",
                        () -> route().GET("/v1/direct", function(type))
                                .onError(
                                        error -> true,
                                        (error, request) -> ServerResponse.ok().build())
                                .build())),
        METHOD_REFERENCE(
                false,
                Functions.class,
                "save",
                (context, type) -> routes(context, "functions", () -> {
                    Functions functions = (Functions) make(type);
                    return route().GET("/v1/functions", functions::save).build();
                })),
        LAMBDA(
                false,
                Called.class,
                "save",
                (context, type) -> routes(context, "called", () -> {
                    Called called = (Called) make(type);
                    return route().GET("/v1/called", request -> called.save(request))
                            .build();
                })),
        METHOD_REFERENCE_OF_OWN_ROUTER(
                false,
                Functions.class,
                "save",
                (context, type) -> routes(context, "functions", () -> {
                    Functions functions = (Functions) make(type);
                    return request -> Mono.just(functions::save);
                })),
        METHOD_REFERENCE_AT_PATH(false, Web.class, "handle", (context, type) -> {
            Web web = (Web) make(type);
            WebHandler handler = web::handle;
            context.registerBean(
                    "webMapping",
                    SimpleUrlHandlerMapping.class,
                    () -> new SimpleUrlHandlerMapping(Map.of("/v1/web", handler), -1));
        });

        private final boolean isServed;
        private final Class<?> type;
        private final String method;
        private final BiConsumer<GenericApplicationContext, Class<?>> definition;

        Kind(
                boolean isServed,
                Class<?> type,
                String method,
                BiConsumer<GenericApplicationContext, Class<?>> definition) {
            this.isServed = isServed;
            this.type = type;
            this.method = method;
            this.definition = definition;
        }

        String path() {
            return this == ENDPOINT
                    ? "/actuator/labs"
                    : "/v1/" + type.getSimpleName().toLowerCase(Locale.ROOT);
        }

        /** A method that overrides an operation is none itself. */
        boolean isFor(Annotated place) {
            return isServed && !(this == ENDPOINT && place == Annotated.ON_METHOD_OF_PARENT);
        }

        void define(GenericApplicationContext context, Annotated place, Needs needs) {
            definition.accept(context, place.of(type, method, needs));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithoutTheScopeWhereverTheAnnotationStands(Annotated place) {
        serving(service, place, Needs.SCOPE).run(context -> {
            WebTestClient web = web(context);
            served(place).forEach(kind -> assertGuarded(kind.name() + " " + place, web, kind.path()));
        });
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithoutARecentSignInWhereverTheAnnotationStands(Annotated place) {
        serving(service, place, Needs.SIGN_IN).run(context -> {
            WebTestClient web = web(context);
            for (Kind kind : served(place)) {
                for (SignIns caller : SignIns.withScope()) {
                    assertSignedIn(kind + " " + place + " " + caller, web, kind.path(), caller);
                }
                assertThat(status(web, kind.path(), "")).as(kind.name()).isEqualTo(401);
            }
        });
    }

    private static void assertSignedIn(String what, WebTestClient web, String path, SignIns caller) {
        RUNS.set(0);
        FluxExchangeResult<String> answer = web.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, caller.bearer(TOKENS))
                .exchange()
                .returnResult(String.class);
        String challenge = answer.getResponseHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE);
        assertThat(answer.getStatus().value()).as(what).isEqualTo(caller.status);
        assertThat(RUNS).as(what).hasValue(caller.status == 200 ? 1 : 0);
        assertThat(challenge != null && challenge.startsWith(SignIns.CHALLENGE))
                .as(what)
                .isEqualTo(caller.status == 401);
    }

    @ParameterizedTest
    @MethodSource
    void doesNotStartWhereNobodyWouldAsk(Kind kind, Annotated place, Needs needs) {
        service.withInitializer(context -> kind.define((GenericApplicationContext) context, place, needs))
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(
                                Objects.requireNonNull(context.getStartupFailure())))
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("Generated" + kind.type.getSimpleName()));
    }

    static Stream<Arguments> doesNotStartWhereNobodyWouldAsk() {
        return Arrays.stream(Kind.values())
                .filter(kind -> !kind.isServed)
                .flatMap(kind -> Stream.concat(
                        Arrays.stream(Annotated.values()).map(place -> Arguments.of(kind, place, Needs.SCOPE)),
                        Stream.of(Arguments.of(kind, Annotated.ON_METHOD, Needs.SIGN_IN))));
    }

    // Attack: an adapter as early as the starter's calls every handler unasked.
    @Test
    void doesNotStartWhereAnotherAdapterComesFirst() {
        service.withUserConfiguration(EarlyAdapter.class)
                .run(context -> assertThat(NestedExceptionUtils.getMostSpecificCause(
                                Objects.requireNonNull(context.getStartupFailure())))
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("EarlyAdapter"));
    }

    static class EarlyAdapter implements HandlerAdapter, PriorityOrdered {

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public boolean supports(Object handler) {
            return true;
        }

        @Override
        public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
            return Mono.empty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesBehindEveryKindOfChain(Chains chains) {
        serving(service.withUserConfiguration(chains.configuration), Annotated.ON_METHOD, Needs.SCOPE)
                .run(context -> {
                    WebTestClient web = web(context);
                    served(Annotated.ON_METHOD)
                            .forEach(kind -> assertGuarded(kind.name() + " " + chains, web, kind.path()));
                    assertThat(status(web, "/v1/unannotated", "")).isEqualTo(401);
                    assertThat(status(web, "/ruled", with("pods:read"))).isEqualTo(403);
                });
    }

    private static ReactiveWebApplicationContextRunner serving(
            ReactiveWebApplicationContextRunner service, Annotated place, Needs needs) {
        return service.withInitializer(context ->
                served(place).forEach(kind -> kind.define((GenericApplicationContext) context, place, needs)));
    }

    private static List<Kind> served(Annotated place) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.isFor(place)).toList();
    }

    private static void assertGuarded(String what, WebTestClient web, String path) {
        RUNS.set(0);
        assertThat(status(web, path, "")).as(what + " without credential").isEqualTo(401);
        web.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, with("pods:read"))
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .value(
                        HttpHeaders.WWW_AUTHENTICATE,
                        value -> assertThat(value)
                                .as(what + " without scope")
                                .startsWith("Bearer error=\"insufficient_scope\", scope=\"labs:read\""));
        assertThat(RUNS).as(what).hasValue(0);
        assertThat(status(web, path, with(Annotated.NEEDED)))
                .as(what + " with scope")
                .isEqualTo(200);
        assertThat(RUNS).as(what).hasValue(1);
    }

    private static int status(WebTestClient web, String path, String credential) {
        return web.get()
                .uri(path)
                .headers(headers -> {
                    if (!credential.isEmpty()) {
                        headers.set(HttpHeaders.AUTHORIZATION, credential);
                    }
                })
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private static String with(String scope) {
        return TOKENS.accessToken().scopes(scope).bearer();
    }

    private static WebTestClient web(AssertableReactiveWebApplicationContext context) {
        assertThat(context).hasNotFailed();
        return WebTestClient.bindToApplicationContext(context).build();
    }

    private static void routes(GenericApplicationContext context, String name, Supplier<RouterFunction<?>> routes) {
        context.registerBean(name + "Routes", RouterFunction.class, routes::get);
    }

    @SuppressWarnings("unchecked")
    private static HandlerFunction<ServerResponse> function(Class<?> type) {
        return (HandlerFunction<ServerResponse>) make(type);
    }

    private static Object make(Class<?> type) {
        return BeanUtils.instantiateClass(type);
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxied(Class<?> type) {
        ProxyFactory factory = new ProxyFactory(ClassUtils.getAllInterfacesForClass(type));
        factory.setTarget(make(type));
        return (T) factory.getProxy();
    }

    static Mono<String> ran() {
        return Mono.fromSupplier(() -> "ran " + RUNS.incrementAndGet());
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @RestController
    static class Labs {

        @GetMapping("/v1/labs")
        public Mono<String> list() {
            return ran();
        }
    }

    static class Web implements WebHandler {

        @Override
        public Mono<Void> handle(ServerWebExchange exchange) {
            return ran().then(exchange.getResponse().setComplete());
        }
    }

    static class Mapped implements WebHandler {

        @Override
        public Mono<Void> handle(ServerWebExchange exchange) {
            return ran().then(exchange.getResponse().setComplete());
        }
    }

    record OwnMapping(String path, Object handler) implements HandlerMapping, Ordered {

        @Override
        public Mono<Object> getHandler(ServerWebExchange exchange) {
            return path.equals(exchange.getRequest().getPath().value()) ? Mono.just(handler) : Mono.empty();
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }

    static class Wrapped implements WebHandler {

        @Override
        public Mono<Void> handle(ServerWebExchange exchange) {
            return ran().then(exchange.getResponse().setComplete());
        }
    }

    static class Direct implements HandlerFunction<ServerResponse> {

        @Override
        public Mono<ServerResponse> handle(ServerRequest request) {
            return ServerResponse.ok().body(ran(), String.class);
        }
    }

    static class Behind implements HandlerFunction<ServerResponse> {

        @Override
        public Mono<ServerResponse> handle(ServerRequest request) {
            return ServerResponse.ok().body(ran(), String.class);
        }
    }

    static class Functions {

        public Mono<ServerResponse> save(ServerRequest request) {
            return ServerResponse.ok().body(ran(), String.class);
        }
    }

    static class Called {

        public Mono<ServerResponse> save(ServerRequest request) {
            return ServerResponse.ok().body(ran(), String.class);
        }
    }

    static class Store {

        public Mono<String> read() {
            return ran();
        }
    }

    @RestController
    static class Desk {

        @GetMapping("/v1/desk/list")
        public Mono<String> list() {
            return Mono.just("desks");
        }

        public Mono<String> read() {
            return ran();
        }
    }

    interface Reading {

        Mono<String> read();
    }

    static class Shelf implements Reading {

        @Override
        public Mono<String> read() {
            return ran();
        }
    }

    @Endpoint(id = "labs")
    static class LabsEndpoint {

        @ReadOperation
        public Mono<String> labs() {
            return ran();
        }
    }

    static class Blocking {

        public String read() {
            return "read";
        }
    }

    @Endpoint(id = "blocking")
    static class BlockingEndpoint {

        @ReadOperation
        public String labs() {
            return "labs";
        }
    }

    /** Kinds of filter chains that a service may have beside the starter's own. */
    enum Chains {
        NARROW(Narrow.class),
        NARROW_AND_LATE(Late.class),
        SEVERAL(Several.class),
        ENABLED_BY_THE_SERVICE(Enabled.class),
        FOR_ANY_REQUEST(Any.class),
        FOR_ANY_REQUEST_FIRST(First.class);

        private final Class<?> configuration;

        Chains(Class<?> configuration) {
            this.configuration = configuration;
        }
    }

    static SecurityWebFilterChain open(ServerHttpSecurity http, String path) {
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher(path))
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    static SecurityWebFilterChain ours(
            ServerHttpSecurity http,
            HubifyReactiveResourceServer hubify,
            ReactiveAuthorizationManager<AuthorizationContext> rules) {
        return hubify.credentials(http)
                .authorizeExchange(exchanges -> exchanges.anyExchange().access(rules))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Narrow {

        @Bean
        @Order(1)
        SecurityWebFilterChain console(ServerHttpSecurity http) {
            return open(http, "/console/**");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Late {

        @Bean
        SecurityWebFilterChain console(ServerHttpSecurity http) {
            return open(http, "/console/**");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Several {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityWebFilterChain console(ServerHttpSecurity http) {
            return open(http, "/console/**");
        }

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        SecurityWebFilterChain docs(ServerHttpSecurity http) {
            return open(http, "/docs/**");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFluxSecurity
    static class Enabled extends Narrow {}

    @Configuration(proxyBeanMethods = false)
    static class Any {

        @Bean
        SecurityWebFilterChain own(
                ServerHttpSecurity http,
                HubifyReactiveResourceServer hubify,
                ReactiveAuthorizationManager<AuthorizationContext> hubifyRules) {
            return ours(http, hubify, hubifyRules);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class First {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityWebFilterChain own(
                ServerHttpSecurity http,
                HubifyReactiveResourceServer hubify,
                ReactiveAuthorizationManager<AuthorizationContext> hubifyRules) {
            return ours(http, hubify, hubifyRules);
        }
    }
}
