package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.servlet.function.RequestPredicates.GET;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import com.hubify.identity.resource.Annotated.Needs;
import com.hubify.identity.resource.autoconfigure.ResourceServerAutoConfiguration;
import com.hubify.identity.resource.servlet.HubifyResourceServer;
import com.hubify.identity.resource.settings.InvalidDemand;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.ClassUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.Controller;

/**
 * Every kind of handler, with an annotation wherever one may stand, behind every kind of filter chain: refused without the
 * scope and served with it, or the service does not start. Never served without.
 */
class AnnotationMatrixTests {

    private static final StubIssuer ISSUER = new StubIssuer();
    private static final TestTokens TOKENS =
            new TestTokens(ISSUER, "https://api.hubify.com", List.of(), Clock::systemUTC);

    private static final List<String> RAN = new ArrayList<>();

    private final WebApplicationContextRunner service = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ResourceServerAutoConfiguration.class,
                    SecurityAutoConfiguration.class,
                    SecurityFilterAutoConfiguration.class,
                    ServletWebSecurityAutoConfiguration.class,
                    ManagementWebSecurityAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    HttpMessageConvertersAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
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
        CONTROLLER(Labs.class, "list", (context, type) -> context.registerBean(type)),
        CONTROLLER_INTERFACE(Lab.class, "handleRequest", (context, type) -> context.registerBean("/v1/lab", type)),
        REQUEST_HANDLER(Raw.class, "handleRequest", (context, type) -> context.registerBean("/v1/raw", type)),
        JDK_PROXIED_HANDLER(
                Wrapped.class,
                "handleRequest",
                (context, type) -> context.registerBean("/v1/wrapped", HttpRequestHandler.class, () -> proxied(type))),
        FUNCTION(
                Direct.class,
                "handle",
                (context, type) -> routes(context, "/v1/direct", () -> route(GET("/v1/direct"), make(type)))),
        FUNCTION_BEAN_BEHIND_FILTER(Behind.class, "handle", (context, type) -> {
            context.registerBean("behind", type);
            routes(
                    context,
                    "/v1/behind",
                    () -> route().GET("/v1/behind", context.getBean("behind", Behind.class))
                            .filter((request, next) -> next.handle(request))
                            .build());
        }),
        METHOD_REFERENCE_OF_BEAN(Functions.class, "save", (context, type) -> {
            context.registerBean("functions", type);
            routes(
                    context,
                    "/v1/functions",
                    () -> route().GET("/v1/functions", context.getBean("functions", Functions.class)::save)
                            .build());
        }),
        LAMBDA_WITH_BEAN(Called.class, "save", (context, type) -> {
            context.registerBean("called", type);
            routes(context, "/v1/called", () -> {
                Called called = context.getBean("called", Called.class);
                return route().GET("/v1/called", request -> called.save(request))
                        .build();
            });
        }),
        SERVICE(Store.class, "read", (context, type) -> {
            context.registerBean("store", type);
            routes(context, "/v1/store", () -> {
                Store store = context.getBean("store", Store.class);
                return route().GET("/v1/store", request -> ServerResponse.ok().body(store.read()))
                        .build();
            });
        }),
        // Another bean calls a method that no path leads to.
        HELPER_OF_CONTROLLER(Desk.class, "read", (context, type) -> {
            context.registerBean("desk", type);
            routes(context, "/v1/desk", () -> {
                Desk desk = context.getBean("desk", Desk.class);
                return route().GET("/v1/desk", request -> ServerResponse.ok().body(desk.read()))
                        .build();
            });
        }),
        JDK_PROXIED_SERVICE(Shelf.class, "read", (context, type) -> {
            context.registerBean("shelf", Reading.class, () -> proxied(type));
            routes(context, "/v1/shelf", () -> {
                Reading shelf = context.getBean("shelf", Reading.class);
                return route().GET("/v1/shelf", request -> ServerResponse.ok().body(shelf.read()))
                        .build();
            });
        }),
        ENDPOINT(LabsEndpoint.class, "labs", (context, type) -> context.registerBean(type)),
        // A mapping that is none of Spring's takes up no interceptors.
        OBJECT_OF_OWN_MAPPING(
                Mapped.class, "handleRequest", (context, type) -> mapping(context, "/v1/mapped", () -> make(type))),
        METHOD_OF_OWN_MAPPING(
                Listed.class,
                "list",
                (context, type) -> mapping(
                        context,
                        "/v1/listed",
                        () -> new HandlerMethod(
                                make(type), Objects.requireNonNull(BeanUtils.findMethod(type, "list"))))),
        FUNCTION_BEHIND_FILTER(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "/v1/direct",
                        () -> route().GET("/v1/direct", make(type))
                                .filter((request, next) -> next.handle(request))
                                .build())),
        FUNCTION_BEHIND_BEFORE(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "/v1/direct",
                        () -> route().GET("/v1/direct", make(type))
                                .before(request -> request)
                                .build())),
        FUNCTION_BEHIND_AFTER(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "/v1/direct",
                        () -> route().GET("/v1/direct", make(type))
                                .after((request, response) -> response)
                                .build())),
        FUNCTION_BEHIND_ON_ERROR(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "/v1/direct",
                        () -> route().GET("/v1/direct", make(type))
                                .onError(
                                        error -> true,
                                        (error, request) -> ServerResponse.ok().build())
                                .build())),
        FUNCTION_NESTED_BEHIND_FILTER(
                false,
                Direct.class,
                "handle",
                (context, type) -> routes(
                        context,
                        "/v1/direct",
                        () -> route().path(
                                        "/v1",
                                        nested -> nested.GET("/direct", make(type))
                                                .before(request -> request))
                                .build()
                                .and(route().GET(
                                                "/v1/other",
                                                request -> ServerResponse.ok().build())
                                        .build()))),
        METHOD_REFERENCE(
                false,
                Functions.class,
                "save",
                (context, type) -> routes(context, "/v1/functions", () -> {
                    Functions functions = make(type);
                    return route().GET("/v1/functions", functions::save).build();
                })),
        LAMBDA(
                false,
                Called.class,
                "save",
                (context, type) -> routes(context, "/v1/called", () -> {
                    Called called = make(type);
                    return route().GET("/v1/called", request -> called.save(request))
                            .build();
                })),
        LAMBDA_WITHIN_LAMBDA(
                false,
                Called.class,
                "save",
                (context, type) -> routes(context, "/v1/called", () -> {
                    Called called = make(type);
                    return route().GET(
                                    "/v1/called",
                                    request -> Optional.of(request)
                                            .map(each -> called.save(each))
                                            .orElseThrow())
                            .build();
                })),
        METHOD_REFERENCE_OF_OWN_ROUTER(
                false,
                Functions.class,
                "save",
                (context, type) -> routes(context, "/v1/functions", () -> {
                    Functions functions = make(type);
                    return request -> Optional.of(functions::save);
                })),
        METHOD_REFERENCE_AT_PATH(
                false,
                Raw.class,
                "handleRequest",
                (context, type) -> context.registerBean("/v1/raw", HttpRequestHandler.class, () -> {
                    Raw raw = make(type);
                    return raw::handleRequest;
                }));

        private final boolean isServed;
        private final Class<?> type;
        private final String method;
        private final BiConsumer<GenericApplicationContext, Class<?>> definition;

        <T> Kind(Class<T> type, String method, BiConsumer<GenericApplicationContext, Class<?>> definition) {
            this(true, type, method, definition);
        }

        <T> Kind(
                boolean isServed,
                Class<T> type,
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
                    : "/v1/" + type.getSimpleName().toLowerCase();
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
            MockMvcTester mvc = mvc(context);
            for (Kind kind : served(place)) {
                assertGuarded(kind.name() + " " + place, mvc, kind.path());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithoutARecentSignInWhereverTheAnnotationStands(Annotated place) {
        serving(service, place, Needs.SIGN_IN).run(context -> {
            MockMvcTester mvc = mvc(context);
            for (Kind kind : served(place)) {
                for (SignIns caller : SignIns.withScope()) {
                    assertSignedIn(kind + " " + place + " " + caller, mvc, kind.path(), caller);
                }
                assertThat(mvc.get().uri(kind.path())).as(kind.name()).hasStatus(401);
            }
        });
    }

    private static void assertSignedIn(String what, MockMvcTester mvc, String path, SignIns caller) {
        RAN.clear();
        MvcTestResult answer = mvc.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, caller.bearer(TOKENS))
                .exchange();
        String challenge = answer.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE);
        assertThat(answer).as(what).hasStatus(caller.status);
        assertThat(RAN).as(what).hasSize(caller.status == 200 ? 1 : 0);
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

    @ParameterizedTest
    @EnumSource
    void refusesBehindEveryKindOfChain(Chains chains) {
        serving(service.withUserConfiguration(chains.configuration), Annotated.ON_METHOD, Needs.SCOPE)
                .run(context -> {
                    MockMvcTester mvc = mvc(context);
                    for (Kind kind : served(Annotated.ON_METHOD)) {
                        assertGuarded(kind.name() + " " + chains, mvc, kind.path());
                    }
                    assertThat(mvc.get().uri("/v1/unannotated")).hasStatus(401);
                    assertThat(mvc.get().uri("/ruled").header(HttpHeaders.AUTHORIZATION, with("pods:read")))
                            .hasStatus(403);
                });
    }

    private static WebApplicationContextRunner serving(
            WebApplicationContextRunner service, Annotated place, Needs needs) {
        return service.withInitializer(context ->
                served(place).forEach(kind -> kind.define((GenericApplicationContext) context, place, needs)));
    }

    private static List<Kind> served(Annotated place) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.isFor(place)).toList();
    }

    private static void assertGuarded(String what, MockMvcTester mvc, String path) {
        RAN.clear();
        assertThat(mvc.get().uri(path)).as(what + " without credential").hasStatus(401);
        assertThat(mvc.get().uri(path).header(HttpHeaders.AUTHORIZATION, with("pods:read")))
                .as(what + " without scope")
                .hasStatus(403)
                .headers()
                .hasValue(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\", scope=\"labs:read\", error_description=\"The credential does not"
                                + " allow this\", resource_metadata=\"http://localhost/.well-known/oauth-protected-resource\"");
        assertThat(RAN).as(what).isEmpty();
        assertThat(mvc.get().uri(path).header(HttpHeaders.AUTHORIZATION, with(Annotated.NEEDED)))
                .as(what + " with scope")
                .hasStatusOk();
        assertThat(RAN).as(what).hasSize(1);
    }

    private static String with(String scope) {
        return TOKENS.accessToken().scopes(scope).bearer();
    }

    private static MockMvcTester mvc(AssertableWebApplicationContext context) {
        assertThat(context).hasNotFailed();
        return MockMvcTester.from(
                context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity())
                        .build());
    }

    private static void routes(GenericApplicationContext context, String name, Supplier<RouterFunction<?>> routes) {
        context.registerBean(name + "Routes", RouterFunction.class, routes::get);
    }

    private static void mapping(GenericApplicationContext context, String path, Supplier<Object> handler) {
        context.registerBean(path + "Mapping", OwnMapping.class, () -> new OwnMapping(path, handler.get()));
    }

    @SuppressWarnings("unchecked")
    private static <T> T make(Class<?> type) {
        return (T) BeanUtils.instantiateClass(type);
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxied(Class<?> type) {
        ProxyFactory factory = new ProxyFactory(ClassUtils.getAllInterfacesForClass(type));
        factory.setTarget(make(type));
        return (T) factory.getProxy();
    }

    static String ran() {
        RAN.add("ran");
        return "ran";
    }

    @RestController
    static class Labs {

        @GetMapping("/v1/labs")
        public String list() {
            return ran();
        }
    }

    static class Listed {

        @ResponseBody
        public String list() {
            return ran();
        }
    }

    record OwnMapping(String path, Object handler) implements HandlerMapping, Ordered {

        @Override
        public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
            return path.equals(request.getRequestURI()) ? new HandlerExecutionChain(handler) : null;
        }

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }
    }

    static class Lab implements Controller {

        @Override
        public @Nullable ModelAndView handleRequest(HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            response.getWriter().write(ran());
            return null;
        }
    }

    static class Raw implements HttpRequestHandler {

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write(ran());
        }
    }

    static class Mapped implements HttpRequestHandler {

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write(ran());
        }
    }

    static class Wrapped extends Raw {

        @Override
        public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            super.handleRequest(request, response);
        }
    }

    static class Direct implements HandlerFunction<ServerResponse> {

        @Override
        public ServerResponse handle(ServerRequest request) {
            return ServerResponse.ok().body(ran());
        }
    }

    static class Behind implements HandlerFunction<ServerResponse> {

        @Override
        public ServerResponse handle(ServerRequest request) {
            return ServerResponse.ok().body(ran());
        }
    }

    static class Functions {

        public ServerResponse save(ServerRequest request) {
            return ServerResponse.ok().body(ran());
        }
    }

    static class Called {

        public ServerResponse save(ServerRequest request) {
            return ServerResponse.ok().body(ran());
        }
    }

    static class Store {

        public String read() {
            return ran();
        }
    }

    @RestController
    static class Desk {

        @GetMapping("/v1/desk/list")
        public String list() {
            return "desks";
        }

        public String read() {
            return ran();
        }
    }

    interface Reading {

        String read();
    }

    static class Shelf implements Reading {

        @Override
        public String read() {
            return ran();
        }
    }

    @Endpoint(id = "labs")
    static class LabsEndpoint {

        @ReadOperation
        public String labs() {
            return ran();
        }
    }

    /** Kinds of filter chains that a service may have beside the starter's own. */
    enum Chains {
        NARROW(Narrow.class),
        NARROW_AND_LATE(Late.class),
        SEVERAL(Several.class),
        IGNORING(Ignoring.class),
        ENABLED_BY_THE_SERVICE(Enabled.class),
        DEBUGGED(Debugged.class),
        ADDED_BY_A_CUSTOMIZER(Added.class),
        FOR_ANY_REQUEST(Any.class),
        FOR_ANY_REQUEST_FIRST(First.class),
        FOR_EVERY_PATH(EveryPath.class);

        private final Class<?> configuration;

        Chains(Class<?> configuration) {
            this.configuration = configuration;
        }
    }

    static SecurityFilterChain open(HttpSecurity http, String path) {
        return http.securityMatcher(path)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    static SecurityFilterChain ours(HttpSecurity http, AuthorizationManager<RequestAuthorizationContext> hubifyRules) {
        return http.with(HubifyResourceServer.credentials(), Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().access(hubifyRules))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Narrow {

        @Bean
        @Order(1)
        SecurityFilterChain console(HttpSecurity http) {
            return open(http, "/console/**");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Late {

        @Bean
        SecurityFilterChain console(HttpSecurity http) {
            return open(http, "/console/**");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Several {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain console(HttpSecurity http) {
            return open(http, "/console/**");
        }

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        SecurityFilterChain docs(HttpSecurity http) {
            return http.securityMatcher(request -> request.getRequestURI().startsWith("/docs"))
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Ignoring {

        @Bean
        WebSecurityCustomizer assets() {
            return web -> web.ignoring().requestMatchers("/assets/**");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Enabled extends Narrow {}

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity(debug = true)
    static class Debugged extends Narrow {}

    @Configuration(proxyBeanMethods = false)
    static class Added {

        @Bean
        WebSecurityCustomizer console(ObjectProvider<HttpSecurity> http) {
            return web -> web.addSecurityFilterChainBuilder(() -> open(http.getObject(), "/console/**"));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Any {

        @Bean
        SecurityFilterChain own(HttpSecurity http, AuthorizationManager<RequestAuthorizationContext> hubifyRules) {
            return ours(http, hubifyRules);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class First {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain own(HttpSecurity http, AuthorizationManager<RequestAuthorizationContext> hubifyRules) {
            return ours(http, hubifyRules);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class EveryPath {

        @Bean
        SecurityFilterChain own(HttpSecurity http, AuthorizationManager<RequestAuthorizationContext> hubifyRules) {
            return ours(http.securityMatcher("/**"), hubifyRules);
        }
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }
}
