package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;
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

        // Attack: a filter takes a path for another before a servlet, be it in one of the two places that servlets look
        // at.
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

    static class Kept extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
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
                path = "/v1/free",
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

        @GetMapping("/v1/includes")
        void includes(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher("/v1/ruled").include(request, response);
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
                                return renamed(asked.getRequestURI());
                            }

                            @Override
                            public String getMethod() {
                                String method = asked.getHeader("X-Method");
                                return method == null ? asked.getMethod() : method;
                            }

                            @Override
                            public String getServletPath() {
                                return renamed(asked.getServletPath());
                            }
                        },
                        response);
            });
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
            return new ServletRegistrationBean<>(new Kept(), "/servlet");
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
            return (exchange, chain) -> chain.filter(exchange.mutate()
                    .request(request -> request.path(
                                    renamed(exchange.getRequest().getPath().value()))
                            .method(method(exchange.getRequest())))
                    .build());
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
