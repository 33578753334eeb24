package com.hubify.identity.platform;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service as its developer writes it, on either stack, whose clock a test may put wrong. */
final class ProtectedService implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private ProtectedService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static ProtectedService start(Stack stack, Platform platform, Map<String, String> more) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", "0");
        settings.put("spring.main.banner-mode", "off");
        settings.put("hubify.resource.issuer-uri", platform.issuer());
        settings.put("hubify.resource.client-id", "demo-resource");
        settings.put("hubify.resource.client-secret", "demo-resource-secret");
        settings.put("hubify.resource.clerk.issuer", platform.clerk());
        settings.put("hubify.resource.clerk.authorized-parties", "http://app.example");
        settings.put("hubify.resource.clerk.scopes", "labs:read");
        settings.put("management.endpoint.health.show-details", "always");
        settings.putAll(more);
        return new ProtectedService(new SpringApplicationBuilder(Service.class)
                .web(stack.type())
                .properties(settings)
                .run());
    }

    Http.Answer get(String path, String bearer) {
        return Http.get(address() + path, bearer);
    }

    /** The status of a request for labs. */
    int labs(String bearer) {
        return get("/labs", bearer).status();
    }

    /** The status of a request that accepts nothing older than two seconds. */
    int fresh(String bearer) {
        return get("/fresh", bearer).status();
    }

    /** Health of the starter in this service. */
    String health() {
        return Http.get(address() + "/actuator/health")
                .json()
                .at("/components/hubify")
                .toString();
    }

    /** What health says of limits. */
    String limits() {
        return Http.get(address() + "/actuator/health")
                .json()
                .at("/components/hubifyLimits/details/limits")
                .asString();
    }

    /** Puts the service's clock wrong. */
    void setClockOff(Duration by) {
        TestClock clock = context.getBean(TestClock.class);
        clock.reset();
        clock.wind(by);
    }

    @Override
    public void close() {
        context.close();
    }

    private String address() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Labs.class)
    static class Service {

        @Bean
        TestClock clock() {
            return TestClock.running();
        }
    }

    @RestController
    static class Labs {

        @GetMapping("/labs")
        @RequiresScope("labs:read")
        String labs(Caller caller) {
            return caller.kind() + " " + caller.subject();
        }

        @GetMapping("/papers")
        @RequiresScope("papers:write")
        String papers() {
            return "papers";
        }

        @GetMapping("/fresh")
        @RequiresScope("labs:read")
        @MaxStaleness("2s")
        String fresh() {
            return "fresh";
        }
    }
}
