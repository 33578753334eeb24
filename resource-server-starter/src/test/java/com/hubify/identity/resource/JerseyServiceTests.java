package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
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
            "hubify.resource.public-paths=/jersey/open"
        })
@TestIssuer
class JerseyServiceTests {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

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
    @Import({Labs.class, Open.class})
    static class Service {

        @Bean
        ResourceConfig resources() {
            return new ResourceConfig(Labs.class, Open.class);
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
