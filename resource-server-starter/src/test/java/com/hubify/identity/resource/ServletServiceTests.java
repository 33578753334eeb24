package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class ServletServiceTests extends ServiceContract {

    // The error is dispatched inside the server, where no credential is looked at any more.
    @Test
    void answersFaultsAsFaults() {
        assertThat(wire.get("/open/fault").body()).isEqualTo("handled");
    }
}
