package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import com.hubify.identity.resource.reactive.HubifyReactiveResourceServer;
import com.hubify.identity.resource.servlet.HubifyResourceServer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import jakarta.servlet.Filter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Attack: a service is asked around its rules, since its mapping is deaf to the case of letters, takes slashes away after
 * security, rewrites paths or forwards to others.
 */
class LaxMappingTests {

    @TestPropertySource(
            properties = {
                "hubify.resource.rules[0].path=/v1/ruled",
                "hubify.resource.rules[0].scopes=labs:read",
                "hubify.resource.rules[1].path=/servlet",
                "hubify.resource.rules[1].scopes=labs:read",
                "hubify.resource.rules[2].path=/*",
                "hubify.resource.rules[2].scopes=labs:read",
                "hubify.resource.rules[3].path=/files/kept",
                "hubify.resource.rules[3].scopes=labs:read",
                "hubify.resource.rules[4].path=/v1/free",
                "hubify.resource.rules[4].methods=DELETE",
                "hubify.resource.rules[4].scopes=labs:write",
                "hubify.resource.rules[5].path=/own/kept",
                "hubify.resource.rules[5].scopes=labs:read",
                "hubify.resource.rules[6].path=/mapped",
                "hubify.resource.rules[6].scopes=labs:read",
                "hubify.resource.public-paths=/,/open/**",
                "management.endpoints.web.exposure.include=*",
                "spring.web.resources.static-locations=classpath:/welcome/"
            })
    @TestIssuer
    abstract static class Contract {

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        @ParameterizedTest
        @ValueSource(strings = {"/v1/ruled", "/V1/Ruled", "/v1/ruled/", "/V1/RULED/", "/v1/rul%65d"})
        void isHeldToItsRules(String path) {
            assertThat(get(path, "pods:read")).isEqualTo(403);
            assertThat(get(path, "labs:read")).isEqualTo(200);
        }

        // Attack: a filter behind security takes a path for another, and who may ask for the first gets the second.
        @Test
        void isHeldToTheRulesOfThePathThatAFilterMakesOfIt() {
            assertThat(get("/legacy/v1/ruled", "pods:read")).isEqualTo(403);
            assertThat(get("/legacy/v1/ruled", "labs:read")).isEqualTo(200);
            assertThat(get("/legacy/v1/free", "pods:read")).isEqualTo(200);
            assertThat(get("/legacy/actuator/env", "*")).isEqualTo(403);
            assertThat(new Wire(port).get("/open/legacy/v1/ruled").status()).isEqualTo(401);
            assertThat(new Wire(port).get("/open/legacy/v1/free").status()).isEqualTo(200);
        }

        // Attack: the same with the method.
        @Test
        void isHeldToTheRulesOfTheMethodThatAFilterMakesOfIt() {
            assertThat(deleted("pods:read")).isEqualTo(403);
            assertThat(deleted("labs:write")).isEqualTo(200);
        }

        // Attack: a chain of the service's own permits a path, and a filter behind it takes that for another which the
        // chain holds to the rules, or which is not the chain's.
        @Test
        void isHeldToItsRulesWhereAChainOfItsOwnLetsTheFirstPathIn() {
            assertThat(new Wire(port).get("/own/open").status()).isEqualTo(200);
            assertThat(new Wire(port).get("/own/open", "X-Path: /own/free").status())
                    .isEqualTo(200);
            assertThat(new Wire(port).get("/own/open", "X-Path: /own/kept").status())
                    .isEqualTo(401);
            assertThat(new Wire(port).get("/own/open", "X-Path: /v1/free").status())
                    .isEqualTo(401);
        }

        // Attack: the path stays, but a filter says that less of it is the application's.
        @Test
        void isHeldToTheRulesOfThePathWithinItsApplication() {
            assertThat(new Wire(port).get("/open/v1/ruled", "X-Context: /open").status())
                    .isEqualTo(401);
        }

        private int deleted(String scope) {
            String credential = tokens.accessToken().scopes(scope).bearer();
            return new Wire(port)
                    .send("POST", "/v1/free", "", "Authorization: " + credential, "X-Method: DELETE")
                    .status();
        }

        // The welcome page is a file of another name, which a rule for everything is not about.
        @Test
        void servesItsWelcomePageToAnybody() {
            assertThat(new Wire(port).get("/").body()).contains("welcome");
            assertThat(new Wire(port).get("/index.html").status()).isEqualTo(401);
        }

        int get(String path, String scope) {
            return answer(path, scope).status();
        }

        Wire.Answer answer(String path, String scope) {
            return new Wire(port)
                    .get(
                            path,
                            "Authorization: "
                                    + tokens.accessToken().scopes(scope).bearer());
        }
    }

    @Nested
    @SpringBootTest(classes = Servlet.class, webEnvironment = WebEnvironment.RANDOM_PORT)
    @TestPropertySource(properties = "spring.main.web-application-type=servlet")
    class OfServlets extends Contract {

        // Attack: a handler, a view or a filter forwards to what a rule keeps, or to what is closed.
        @ParameterizedTest
        @ValueSource(strings = {"/v1/alias", "/v1/forwards", "/v1/early"})
        void isHeldToTheRulesOfThePathThatItIsForwardedTo(String path) {
            assertThat(get(path, "pods:read")).isEqualTo(403);
            assertThat(get(path, "labs:read")).isEqualTo(200);
            assertThat(new Wire(port).get(path).status()).isEqualTo(401);
        }

        // Attack: a handler mapping that takes up no interceptors leads to a handler that asks for nothing itself.
        @Test
        void isHeldToItsRulesWhateverMappingLeadsToTheHandler() {
            assertThat(get("/mapped", "labs:read")).isEqualTo(200);
            assertThat(new Wire(port).get("/open/x", "X-Path: /mapped").status())
                    .isEqualTo(401);
        }

        // Attack: to a servlet whose path the container makes of another, or which has none.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/includes?to=/x/../servlet",
                    "/v1/includes?to=/./servlet",
                    "/v1/includes?to=//servlet",
                    "/open/includes?to=/x/../servlet",
                    "/v1/named",
                    "/v1/named?included"
                })
        void keepsWhatIsIncludedOrCalledByName(String path) {
            assertThat(answer(path, "labs:read").body()).isEqualTo("kept");
            assertThat(answer(path, "pods:read").body()).contains("labs:read").doesNotContain("kept");
        }

        // Attack: the request says the path that a filter has set, wherever it is forwarded to.
        @Test
        void keepsWhatIsForwardedWithAPathThatAFilterHasSet() {
            String credential = tokens.accessToken().scopes("pods:read").bearer();
            assertThat(new Wire(port)
                            .get("/v1/free", "X-Path: /v1/hands", "Authorization: " + credential)
                            .status())
                    .isEqualTo(403);
        }

        // Attack: Spring's matchers can't read it, and strangers would fill the log with traces.
        @Test
        void refusesEscapesInThePathOfAServlet() {
            assertThat(new Wire(port).get("/%66iles/kept").status()).isEqualTo(400);
        }

        // What is included has no status of its own.
        @Test
        void isHeldToTheRulesOfThePathThatItIncludes() {
            assertThat(answer("/v1/includes", "pods:read").body())
                    .contains("labs:read")
                    .doesNotContain("ruled");
            assertThat(answer("/v1/includes", "labs:read").body()).isEqualTo("ruled");
        }

        @Test
        void keepsWhatIsForwardedFromAPublicPath() {
            assertThat(new Wire(port).get("/open/alias").status()).isEqualTo(401);
            assertThat(get("/open/alias", "labs:read")).isEqualTo(200);
            assertThat(new Wire(port).get("/open/free").body()).isEqualTo("free");
            assertThat(get("/v1/environment", "*")).isEqualTo(403);
        }

        // Attack: to a servlet, whose handlers no guard of Spring MVC stands before.
        @Test
        void keepsWhatIsForwardedToAnotherServlet() {
            assertThat(get("/v1/servlet", "*")).isEqualTo(200);
            assertThat(get("/v1/servlet", "pods:read")).isEqualTo(403);
        }

        // Attack: a filter takes a path for another before a servlet,
        // be it in one of the two places that servlets look at.
        @ParameterizedTest
        @ValueSource(strings = {"/files/legacy/kept", "/files/renamed"})
        void isHeldToTheRulesOfThePathThatItsServletSees(String path) {
            assertThat(get(path, "pods:read")).isEqualTo(403);
            assertThat(answer(path, "labs:read").body()).isEqualTo("file");
            assertThat(new Wire(port).get(path).status()).isEqualTo(401);
            assertThat(answer("/files/free", "pods:read").body()).isEqualTo("file");
        }

        @Test
        void showsItsErrorPage() {
            assertThat(get("/v1/missing", "pods:read")).isEqualTo(404);
        }
    }

    @Nested
    @SpringBootTest(classes = Reactive.class, webEnvironment = WebEnvironment.RANDOM_PORT)
    @TestPropertySource(properties = "spring.main.web-application-type=reactive")
    class OfWebFlux extends Contract {}

    private static String renamed(String path) {
        return path.replace("/open/legacy/", "/").replace("/legacy/", "/");
    }

    /** Takes up no interceptors. */
    static class Mapped implements HandlerMapping, Ordered {

        private final HttpRequestHandler handler =
                (request, response) -> response.getWriter().write("mapped");

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
            return request.getRequestURI().equals("/mapped") ? new HandlerExecutionChain(handler) : null;
        }
    }

    static class Kept extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("kept");
        }
    }

    static class Files extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("file");
        }
    }

    @RestController
    static class Ruled {

        @GetMapping("/v1/ruled")
        String ruled() {
            return "ruled";
        }

        @RequestMapping(
                path = {"/v1/free", "/own/open", "/own/free", "/own/kept"},
                method = {RequestMethod.GET, RequestMethod.DELETE})
        String free() {
            return "free";
        }
    }

    @Controller
    static class Forwarding {

        @GetMapping("/v1/forwards")
        String forwards() {
            return "forward:/v1/ruled";
        }

        @GetMapping({"/v1/includes", "/open/includes"})
        void includes(
                HttpServletRequest request,
                HttpServletResponse response,
                @RequestParam(name = "to", defaultValue = "/v1/ruled") String path)
                throws Exception {
            request.getRequestDispatcher(path).include(request, response);
        }

        @GetMapping("/v1/named")
        void named(HttpServletRequest request, HttpServletResponse response) throws Exception {
            RequestDispatcher servlet = request.getServletContext().getNamedDispatcher("kept");
            if (request.getParameter("included") == null) {
                servlet.forward(request, response);
            } else {
                servlet.include(request, response);
            }
        }

        @GetMapping("/v1/hands")
        void hands(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher("/servlet").forward(request, response);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Ruled.class, Forwarding.class})
    static class Servlet implements WebMvcConfigurer {

        @Override
        public void addViewControllers(ViewControllerRegistry views) {
            Map.of(
                            "/v1/alias", "/v1/ruled",
                            "/open/alias", "/v1/ruled",
                            "/open/free", "/v1/free",
                            "/v1/servlet", "/servlet",
                            "/v1/environment", "/actuator/env")
                    .forEach((path, other) -> views.addViewController(path).setViewName("forward:" + other));
        }

        @Override
        public void configurePathMatch(PathMatchConfigurer paths) {
            PathPatternParser parser = new PathPatternParser();
            parser.setCaseSensitive(false);
            paths.setPatternParser(parser);
        }

        @Bean
        FilterRegistrationBean<Filter> legacy() {
            return new FilterRegistrationBean<>((request, response, chain) -> {
                HttpServletRequest asked = (HttpServletRequest) request;
                chain.doFilter(
                        new HttpServletRequestWrapper(asked) {

                            @Override
                            public String getRequestURI() {
                                return set(renamed(asked.getRequestURI()));
                            }

                            @Override
                            public String getContextPath() {
                                String context = asked.getHeader("X-Context");
                                return context == null ? asked.getContextPath() : context;
                            }

                            @Override
                            public String getMethod() {
                                String method = asked.getHeader("X-Method");
                                return method == null ? asked.getMethod() : method;
                            }

                            @Override
                            public String getServletPath() {
                                return set(renamed(asked.getServletPath()));
                            }

                            private String set(String path) {
                                String other = asked.getHeader("X-Path");
                                return other == null ? path : other;
                            }
                        },
                        response);
            });
        }

        @Bean
        Mapped mapped() {
            return new Mapped();
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityFilterChain own(HttpSecurity http, AuthorizationManager<RequestAuthorizationContext> hubifyRules) {
            return http.securityMatcher("/own/**")
                    .with(HubifyResourceServer.credentials(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/own/open", "/own/free")
                            .permitAll()
                            .anyRequest()
                            .access(hubifyRules))
                    .build();
        }

        /** Before security, as rewriting filters stand. */
        @Bean
        FilterRegistrationBean<Filter> early() {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) ->
                    request.getRequestDispatcher("/v1/ruled").forward(request, response));
            filter.addUrlPatterns("/v1/early");
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return filter;
        }

        @Bean
        ServletRegistrationBean<HttpServlet> servlet() {
            ServletRegistrationBean<HttpServlet> servlet = new ServletRegistrationBean<>(new Kept(), "/servlet");
            servlet.setName("kept");
            return servlet;
        }

        @Bean
        ServletRegistrationBean<HttpServlet> files() {
            ServletRegistrationBean<HttpServlet> servlet = new ServletRegistrationBean<>(new Files(), "/files/*");
            servlet.setName("files");
            return servlet;
        }

        /** Mapped to a servlet: after all that are mapped to paths. */
        @Bean
        FilterRegistrationBean<Filter> renaming() {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
                HttpServletRequest asked = (HttpServletRequest) request;
                chain.doFilter(
                        new HttpServletRequestWrapper(asked) {

                            @Override
                            public String getPathInfo() {
                                return asked.getPathInfo().replace("renamed", "kept");
                            }
                        },
                        response);
            });
            filter.setServletNames(List.of("files"));
            return filter;
        }

        @Bean
        FilterRegistrationBean<UrlHandlerFilter> slashes() {
            FilterRegistrationBean<UrlHandlerFilter> filter = new FilterRegistrationBean<>(
                    UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
            filter.setOrder(Ordered.LOWEST_PRECEDENCE);
            return filter;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Ruled.class)
    static class Reactive implements WebFluxConfigurer {

        @Override
        public void configurePathMatching(org.springframework.web.reactive.config.PathMatchConfigurer paths) {
            paths.setUseCaseSensitiveMatch(false);
        }

        @Bean
        WebFilter legacy() {
            return (exchange, chain) -> {
                HttpHeaders headers = exchange.getRequest().getHeaders();
                String path = renamed(exchange.getRequest().getPath().value());
                return chain.filter(exchange.mutate()
                        .request(request -> request.path(headers.getOrEmpty("X-Path").stream()
                                        .findFirst()
                                        .orElse(path))
                                .contextPath(headers.getOrEmpty("X-Context").stream()
                                        .findFirst()
                                        .orElse(""))
                                .method(method(exchange.getRequest())))
                        .build());
            };
        }

        @Bean
        SecurityWebFilterChain own(
                ServerHttpSecurity http,
                HubifyReactiveResourceServer hubify,
                ReactiveAuthorizationManager<AuthorizationContext> hubifyRules) {
            return hubify.credentials(http.securityMatcher(pathMatchers("/own/**")))
                    .authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/own/open", "/own/free")
                            .permitAll()
                            .anyExchange()
                            .access(hubifyRules))
                    .build();
        }

        private static HttpMethod method(ServerHttpRequest request) {
            String method = request.getHeaders().getFirst("X-Method");
            return method == null ? request.getMethod() : HttpMethod.valueOf(method);
        }

        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        WebFilter slashes() {
            return org.springframework.web.filter.reactive.UrlHandlerFilter.trailingSlashHandler("/**")
                    .mutateRequest()
                    .build();
        }
    }
}
