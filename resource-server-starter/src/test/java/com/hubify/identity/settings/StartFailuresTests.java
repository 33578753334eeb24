package com.hubify.identity.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresScope;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a whole service says that its beans keep from starting. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailuresTests {

    private static final String WARNING = "Exception encountered during context initialization";

    /** The sentence stood below a warning that said the same, among the names of beans. */
    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void areToldOnceOfAScope(WebApplicationType type, CapturedOutput output) {
        start(type, MisspelledScope.class);

        assertThat(output)
                .containsOnlyOnce("does not name a scope.")
                .containsOnlyOnce("Name scopes such as labs:read")
                .contains("APPLICATION FAILED TO START")
                .doesNotContain(" WARN ", WARNING, "\tat ");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void areToldOnceOfADuration(WebApplicationType type, CapturedOutput output) {
        start(type, MisspelledDuration.class);

        assertThat(output)
                .containsOnlyOnce("is not a positive duration.")
                .contains("APPLICATION FAILED TO START")
                .doesNotContain(" WARN ", WARNING, "\tat ");
    }

    /** What nobody has a sentence for needs its trace. */
    @ParameterizedTest
    @EnumSource
    void areToldWithTheirTraceWhereTheyAreAServicesOwn(WebApplicationType type, CapturedOutput output) {
        start(type, Broken.class);

        assertThat(output)
                .contains("Application run failed", "the telescope is out", "\tat ")
                .doesNotContain(WARNING);
    }

    private static void start(WebApplicationType type, Class<?> service) {
        SpringApplication application = new SpringApplication(service);
        application.setWebApplicationType(type);
        assertThatThrownBy(() -> application.run(
                        "--server.port=0",
                        "--hubify.resource.issuer-uri=http://127.0.0.1:1",
                        "--hubify.resource.client-id=labs",
                        "--hubify.resource.client-secret=s"))
                .isNotNull();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class MisspelledScope {

        @GetMapping("/v1/labs")
        @RequiresScope("labs read")
        String labs() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class MisspelledDuration {

        @GetMapping("/v1/labs")
        @MaxStaleness("soon")
        String labs() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Broken {

        @Bean
        Runnable telescope() {
            throw new IllegalStateException("the telescope is out");
        }
    }
}
