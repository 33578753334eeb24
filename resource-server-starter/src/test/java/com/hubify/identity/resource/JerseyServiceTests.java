package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.settings.InvalidDemand;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/** Resources of Jersey are no handlers of Spring MVC; annotations on them hold all the same, or the service does not start. */
@SpringBootTest(
        classes = JerseyServiceTests.Service.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.web-application-type=servlet",
            "spring.jersey.application-path=/jersey",
            "spring.jersey.type=filter",
            "hubify.resource.rules[0].path=/jersey/kept",
            "hubify.resource.rules[0].scopes=labs:read",
            "hubify.resource.public-paths=/jersey/open,/jersey/part/**,/jersey/made/**"
        })
@TestIssuer
class JerseyServiceTests {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    @ParameterizedTest
    @ValueSource(strings = {"/jersey/recent", "/jersey/part/recent"})
    void asksForARecentSignInAtAResource(String path) {
        for (SignIns caller : SignIns.withScope()) {
            Wire.Answer answer = new Wire(port).get(path, "Authorization: " + caller.bearer(tokens));
            assertThat(answer.status()).as(caller.name()).isEqualTo(caller.status);
            if (caller.status == 401) {
                assertThat(answer.header("WWW-Authenticate")).startsWith(SignIns.CHALLENGE);
            }
        }
    }

    // Jersey made a 500 of a refusal, with a stack trace in the log, for whoever has any credential.
    @Test
    void asksForTheScopeOfAResource() {
        assertThat(new Wire(port).get("/jersey/labs").status()).isEqualTo(401);
        assertThat(new Wire(port).get("/jersey/open").status()).isEqualTo(401);
        assertThat(get("pods:read").status()).isEqualTo(403);
        assertThat(get("pods:read").header("WWW-Authenticate")).contains("scope=\"labs:read\"");
        assertThat(get("pods:read").body()).contains("forbidden");
        assertThat(get("labs:read").body()).isEqualTo("labs");
    }

    // Attack: what a locator hands over, or is put together in
    // code, is known to no container at start, and ran unasked.
    @ParameterizedTest
    @ValueSource(strings = {"/jersey/part/object", "/jersey/part/type", "/jersey/part/located", "/jersey/made/in/code"})
    void asksForTheScopeOfWhatIsFoundOutAtTheRequest(String path) {
        Wire wire = new Wire(port);
        String few =
                "Authorization: " + tokens.accessToken().scopes("pods:read").bearer();
        String good =
                "Authorization: " + tokens.accessToken().scopes("labs:read").bearer();

        assertThat(wire.get(path).status()).isEqualTo(401);
        assertThat(wire.get(path).header("WWW-Authenticate")).contains("scope=\"labs:read\"");
        assertThat(wire.get(path, few).status()).isEqualTo(403);
        assertThat(wire.get(path, few).header("WWW-Authenticate")).contains("scope=\"labs:read\"");
        assertThat(wire.get(path, few).body()).contains("forbidden");
        assertThat(wire.get(path, good).body()).isEqualTo("labs");
    }

    // Attack: a filter before Jersey, which is one itself, or one
    // of Jersey's own takes a path for another that a rule keeps.
    @ParameterizedTest
    @ValueSource(strings = {"/jersey/kept", "/jersey/early", "/jersey/late"})
    void isHeldToTheRulesOfThePathThatItEndsAt(String path) {
        Wire wire = new Wire(port);
        String few =
                "Authorization: " + tokens.accessToken().scopes("pods:read").bearer();
        String good =
                "Authorization: " + tokens.accessToken().scopes("labs:read").bearer();

        assertThat(wire.get(path, few).status()).isEqualTo(403);
        assertThat(wire.get(path, few).body()).contains("forbidden");
        assertThat(wire.get(path, good).body()).isEqualTo("kept");
    }

    @ParameterizedTest
    @ValueSource(classes = {Unseen.class, Handed.class})
    void doesNotStartWhereTheResourceIsNoBean(Class<?> service) {
        SpringApplication application = new SpringApplication(service);

        assertThatThrownBy(() -> application.run(
                        "--server.port=0",
                        "--spring.main.web-application-type=servlet",
                        "--hubify.resource.issuer-uri=http://127.0.0.1:1"))
                .satisfies(failure -> assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("MadeBy"));
    }

    private Wire.Answer get(String scope) {
        return new Wire(port)
                .get(
                        "/jersey/labs",
                        "Authorization: " + tokens.accessToken().scopes(scope).bearer());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Labs.class, Open.class, Recent.class})
    static class Service {

        @Bean
        ResourceConfig resources() {
            Resource.Builder code = Resource.builder("/made/in/code");
            code.addMethod("GET").handledBy(new Programmed());
            return new ResourceConfig(Labs.class, Open.class, Recent.class, Parts.class, Kept.class, Late.class)
                    .registerResources(code.build());
        }

        @Bean
        FilterRegistrationBean<Filter> early() {
            FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
                HttpServletRequest asked = (HttpServletRequest) request;
                chain.doFilter(
                        new HttpServletRequestWrapper(asked) {

                            @Override
                            public String getRequestURI() {
                                return asked.getRequestURI().replace("early", "kept");
                            }

                            @Override
                            public String getServletPath() {
                                return asked.getServletPath().replace("early", "kept");
                            }
                        },
                        response);
            });
            filter.setOrder(-1);
            return filter;
        }
    }

    @Path("/kept")
    public static class Kept {

        @GET
        public String list() {
            return "kept";
        }
    }

    @PreMatching
    public static class Late implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            String address = request.getUriInfo().getRequestUri().toString();
            request.setRequestUri(URI.create(address.replace("late", "kept")));
        }
    }

    static class Programmed implements Inflector<ContainerRequestContext, String> {

        @Override
        @RequiresScope("labs:read")
        public String apply(ContainerRequestContext request) {
            return "labs";
        }
    }

    @Path("/part")
    public static class Parts {

        @Path("/recent")
        public Object recent() {
            return new RecentPart();
        }

        @Path("/object")
        public Object object() {
            return new Part();
        }

        @Path("/type")
        public Class<PartOfType> type() {
            return PartOfType.class;
        }

        @Path("/located")
        public Object located() {
            return new Locator();
        }
    }

    public static class RecentPart {

        @GET
        @RequiresRecentSignIn("10m")
        public String list() {
            return "labs";
        }
    }

    @Component
    @Path("/recent")
    public static class Recent {

        @GET
        @RequiresRecentSignIn("10m")
        public String list() {
            return "labs";
        }
    }

    public static class Part {

        @GET
        @RequiresScope("labs:read")
        public String list() {
            return "labs";
        }
    }

    @RequiresScope("labs:read")
    public static class PartOfType {

        @GET
        public String list() {
            return "labs";
        }
    }

    public static class Locator {

        @Path("/")
        @RequiresScope("labs:read")
        public Object located() {
            return new Plain();
        }
    }

    public static class Plain {

        @GET
        public String list() {
            return "labs";
        }
    }

    @Component
    @Path("/open")
    public static class Open {

        @GET
        @RequiresScope("labs:read")
        public String list() {
            return "labs";
        }
    }

    @Component
    @Path("/labs")
    public static class Labs {

        @GET
        @RequiresScope("labs:read")
        public String list() {
            return "labs";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Unseen {

        @Bean
        ResourceConfig resources() {
            return new ResourceConfig(MadeByJersey.class);
        }
    }

    /** There is a bean of the type; but what Jersey calls is another object. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(MadeByService.class)
    static class Handed {

        @Bean
        ResourceConfig resources() {
            return new ResourceConfig().register(new MadeByService());
        }
    }

    @Component
    @Path("/made")
    public static class MadeByService {

        @GET
        @RequiresScope("labs:read")
        public String list() {
            return "labs";
        }
    }

    @Path("/made")
    public static class MadeByJersey {

        @GET
        @RequiresScope("labs:read")
        public String list() {
            return "labs";
        }
    }
}
