package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
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
        properties = {"spring.main.web-application-type=servlet", "spring.jersey.application-path=/jersey"})
@TestIssuer
class JerseyServiceTests {

    @LocalServerPort
    int port;

    @Autowired
    TestTokens tokens;

    // Jersey makes a 500 of an exception that no mapper of the service takes; the resource does not run either way.
    @Test
    void asksForTheScopeOfAResource() {
        assertThat(new Wire(port).get("/jersey/labs").status()).isEqualTo(401);
        assertThat(get("pods:read").status()).isGreaterThanOrEqualTo(400);
        assertThat(get("pods:read").body()).isNotEqualTo("labs");
        assertThat(get("labs:read").body()).isEqualTo("labs");
    }

    @Test
    void doesNotStartWhereJerseyMakesTheResourceItself() {
        SpringApplication application = new SpringApplication(Unseen.class);

        assertThatThrownBy(() -> application.run(
                        "--server.port=0",
                        "--spring.main.web-application-type=servlet",
                        "--hubify.resource.issuer-uri=http://127.0.0.1:1"))
                .satisfies(failure -> assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
                        .isInstanceOf(InvalidDemand.class)
                        .hasMessageContaining("MadeByJersey"));
    }

    private Wire.Answer get(String scope) {
        return new Wire(port)
                .get(
                        "/jersey/labs",
                        "Authorization: " + tokens.accessToken().scopes(scope).bearer());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Labs.class)
    static class Service {

        @Bean
        ResourceConfig resources() {
            return new ResourceConfig(Labs.class);
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

    @Path("/made")
    public static class MadeByJersey {

        @GET
        @RequiresScope("labs:read")
        public String list() {
            return "labs";
        }
    }
}
