package com.hubify.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A service of a version that is not served: a sentence, and no class that was not found. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedServiceTests {

    @Test
    void saysWhichVersionsAreServed(CapturedOutput output) {
        assertThatThrownBy(() -> SpringApplication.run(
                        Service.class, "--server.port=0", "--hubify.resource.issuer-uri=http://localhost:9000"))
                .hasMessageStartingWith("Hubify's starter supports Spring Boot 4.0");

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "Hubify's starter supports Spring Boot 4.0", "this is 3.5.")
                .doesNotContain("NoClassDefFoundError", "ClassNotFoundException", "\tat ");
    }

    @SpringBootApplication
    static class Service {}
}
