package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.TestIssuer;
import com.hubify.identity.resource.test.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootContextLoader;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A port for the actuator has a context below the service's, with handlers and adapters that the service's are not. */
class ManagementPortTests {

    private static final String OTHER_SERVER = "org.springframework.boot.tomcat.autoconfigure.actuate.web.server"
            + ".TomcatReactiveManagementContextAutoConfiguration";

    @SpringBootTest(
            classes = Service.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = "management.server.port=0")
    @ContextConfiguration(loader = WithHandlers.class)
    @TestIssuer
    abstract static class Contract {

        @LocalManagementPort
        int port;

        @Autowired
        TestTokens tokens;

        // Fault: a caller there was an argument like any other, filled in from the query.
        @Test
        void handsHandlersTheirCaller() {
            assertThat(get("/who?subject=somebody", "labs:read").body()).isEqualTo(TestTokens.SUBJECT);
            assertThat(new Wire(port).get("/who").status()).isEqualTo(401);
        }

        // Attack: what a scope guards is asked for at the other port.
        @Test
        void asksForScopes() {
            assertThat(get("/guarded", "labs:read").status()).isEqualTo(200);
            assertThat(get("/guarded", "pods:read").status()).isEqualTo(403);
        }

        private Wire.Answer get(String path, String scope) {
            return new Wire(port)
                    .get(
                            path,
                            "Authorization: "
                                    + tokens.accessToken().scopes(scope).bearer());
        }
    }

    @Nested
    @TestPropertySource(properties = "spring.main.web-application-type=servlet")
    class OfServlets extends Contract {}

    @Nested
    @TestPropertySource(
            properties = {
                "spring.main.web-application-type=reactive",
                "spring.autoconfigure.exclude=" + OTHER_SERVER // Netty's would be there with Tomcat's, under one name
            })
    class OfWebFlux extends Contract {}

    /** Lets one application alone find the configuration for its management context. */
    static class WithHandlers extends SpringBootContextLoader {

        @Override
        protected SpringApplication getSpringApplication() {
            SpringApplication application = super.getSpringApplication();
            application.setResourceLoader(new DefaultResourceLoader(
                    new URLClassLoader(new URL[] {imports()}, getClass().getClassLoader())));
            return application;
        }

        private static URL imports() {
            try {
                Path root = Files.createTempDirectory("management");
                Path file =
                        root.resolve("META-INF/spring/" + ManagementContextConfiguration.class.getName() + ".imports");
                Files.createDirectories(file.getParent());
                Files.writeString(file, Handlers.class.getName());
                return root.toUri().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
    @Import(Handler.class)
    static class Handlers {}

    @RestController
    static class Handler {

        @GetMapping("/who")
        String who(Caller caller) {
            return caller.subject();
        }

        @GetMapping("/guarded")
        @RequiresScope("labs:read")
        String guarded() {
            return "guarded";
        }
    }
}
