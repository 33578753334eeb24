package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Wire.Answer;
import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Services whose paths all begin alike: what they say of themselves is where they say it is, and probes are open. */
class ServicePathsTests {

    @SpringBootTest(
            classes = Service.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = "management.endpoint.health.probes.add-additional-paths=true")
    @TestIssuer
    abstract static class Contract {

        @LocalServerPort
        int port;

        @Autowired
        TestTokens tokens;

        /** What all paths begin with. */
        abstract String base();

        @Test
        void servesItsMetadataWhereRefusalsSay() {
            String document = base() + "/.well-known/oauth-protected-resource";

            Answer refused = wire().get(base() + "/labs");
            Answer read = wire().get(document, "Origin: https://host.example");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate"))
                    .isEqualTo("Bearer scope=\"labs:read\", resource_metadata=\"http://localhost:" + port + document
                            + "\"");
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.body()).contains("\"resource\":\"http://localhost:" + port + base() + "\"", "labs:read");
            assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(wire().send("HEAD", document, "").status()).isEqualTo(200);
        }

        @Test
        void letsCallersIn() {
            String credential = tokens.accessToken().scopes("labs:read").bearer();

            assertThat(wire().get(base() + "/labs", "Authorization: " + credential)
                            .body())
                    .isEqualTo(TestTokens.SUBJECT);
        }

        @Test
        void opensHealthAndProbesAlone() {
            assertThat(wire().get(base() + "/actuator/health").status()).isEqualTo(200);
            assertThat(wire().get(base() + "/actuator/health/readiness").status())
                    .isEqualTo(200);
            assertThat(wire().get(base() + "/livez").status()).isEqualTo(200);
            assertThat(wire().get(base() + "/readyz").status()).isEqualTo(200);
            assertThat(wire().get(base() + "/startupz").status()).isEqualTo(401);
        }

        Answer get(String path, String scope) {
            return wire().get(
                            path,
                            "Authorization: "
                                    + tokens.accessToken().scopes(scope).bearer());
        }

        private Wire wire() {
            return new Wire(port);
        }
    }

    @Nested
    @TestPropertySource(
            properties = {
                "spring.main.web-application-type=servlet",
                "spring.mvc.servlet.path=/api",
                "hubify.resource.rules[0].path=/ruled",
                "hubify.resource.rules[0].scopes=pods:read",
                "hubify.resource.rules[1].path=/api/written",
                "hubify.resource.rules[1].scopes=pods:read",
                "hubify.resource.rules[2].path=/beside/**",
                "hubify.resource.rules[2].scopes=pods:read"
            })
    @Import(Beside.class)
    class OfDispatcherServletBelowAPath extends Contract {

        @Override
        String base() {
            return "/api";
        }

        // Attack: a rule is for paths below the servlet's, or as they are written; a servlet beside it has its own.
        @ParameterizedTest
        @ValueSource(strings = {"/api/ruled", "/api/RULED/", "/api/written", "/beside/a", "/beside"})
        void holdsPathsBelowAndBesideItToTheRules(String path) {
            assertThat(get(path, "labs:read").status()).isEqualTo(403);
            assertThat(get(path, "pods:read").status()).isIn(200, 404);
        }

        /** Attack: an escape where Spring's matchers take the path apart. The answer has a reference as others have. */
        @Test
        void explainsThatItCannotReadAPath() {
            Answer answer = get("/ap%69/labs", "labs:read");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"invalid_request\"", "\"request_id\":\"req_");
        }

        @Test
        void findsWhatTheRulesAreFor() {
            assertThat(get("/api/ruled", "pods:read").body()).isEqualTo("ruled");
            assertThat(get("/api/written", "pods:read").body()).isEqualTo("ruled");
            assertThat(get("/beside/a", "pods:read").body()).isEqualTo("beside");
            assertThat(get("/api/labs", "labs:read").status()).isEqualTo(200);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Beside {

        @Bean
        ServletRegistrationBean<HttpServlet> beside() {
            return new ServletRegistrationBean<>(
                    new HttpServlet() {
                        @Override
                        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            response.getWriter().print("beside");
                        }
                    },
                    "/beside/*");
        }

        @RestController
        static class Ruled {

            @GetMapping({"/ruled", "/written"})
            String ruled() {
                return "ruled";
            }
        }
    }

    @Nested
    @TestPropertySource(
            properties = {
                "spring.main.web-application-type=servlet",
                "server.servlet.context-path=/context",
                "spring.mvc.servlet.path=/api"
            })
    class OfServletsBelowBoth extends Contract {

        @Override
        String base() {
            return "/context/api";
        }
    }

    @Nested
    @TestPropertySource(
            properties = {"spring.main.web-application-type=servlet", "server.servlet.context-path=/context"})
    class OfServletContext extends Contract {

        @Override
        String base() {
            return "/context";
        }
    }

    @Nested
    @TestPropertySource(properties = {"spring.main.web-application-type=reactive", "spring.webflux.base-path=/base"})
    class OfWebFlux extends Contract {

        @Override
        String base() {
            return "/base";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Labs.class)
    static class Service {}

    @RestController
    static class Labs {

        @GetMapping("/labs")
        @RequiresScope("labs:read")
        String list(Caller caller) {
            return caller.subject();
        }
    }
}
