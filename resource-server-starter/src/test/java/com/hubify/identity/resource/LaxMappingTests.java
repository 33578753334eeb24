package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Attack: a service whose mapping is deaf to the case of letters, or takes slashes away after security, is asked around its rules. */
class LaxMappingTests {

    @TestPropertySource(
            properties = {"hubify.resource.rules[0].path=/v1/ruled", "hubify.resource.rules[0].scopes=labs:read"})
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

        private int get(String path, String scope) {
            return new Wire(port)
                    .get(
                            path,
                            "Authorization: "
                                    + tokens.accessToken().scopes(scope).bearer())
                    .status();
        }
    }

    @Nested
    @SpringBootTest(classes = Servlet.class, webEnvironment = WebEnvironment.RANDOM_PORT)
    @TestPropertySource(properties = "spring.main.web-application-type=servlet")
    class OfServlets extends Contract {}

    @Nested
    @SpringBootTest(classes = Reactive.class, webEnvironment = WebEnvironment.RANDOM_PORT)
    @TestPropertySource(properties = "spring.main.web-application-type=reactive")
    class OfWebFlux extends Contract {}

    @RestController
    static class Ruled {

        @GetMapping("/v1/ruled")
        String ruled() {
            return "ruled";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Ruled.class)
    static class Servlet implements WebMvcConfigurer {

        @Override
        public void configurePathMatch(PathMatchConfigurer paths) {
            PathPatternParser parser = new PathPatternParser();
            parser.setCaseSensitive(false);
            paths.setPatternParser(parser);
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
        @Order(Ordered.LOWEST_PRECEDENCE)
        WebFilter slashes() {
            return org.springframework.web.filter.reactive.UrlHandlerFilter.trailingSlashHandler("/**")
                    .mutateRequest()
                    .build();
        }
    }
}
