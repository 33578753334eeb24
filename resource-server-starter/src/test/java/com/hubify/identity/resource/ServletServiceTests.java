package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.ServletServiceTests.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@TestPropertySource(properties = "spring.main.web-application-type=servlet")
@Import(Streams.class)
class ServletServiceTests extends ServiceContract {

    // The error is dispatched inside the server, where no credential is looked at any more.
    @Test
    void answersFaultsAsFaults() {
        assertThat(wire.get("/open/fault").body()).isEqualTo("handled");
    }

    @RestController
    static class Streams {

        @RequestMapping("/v1/raw")
        void raw(InputStream body, OutputStream answer) throws IOException {
            body.transferTo(answer);
        }
    }
}
