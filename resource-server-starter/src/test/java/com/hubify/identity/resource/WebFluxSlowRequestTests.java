package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {"spring.main.web-application-type=reactive", "logging.level.reactor.netty.transport=error"})
@Import(WebFluxRequestLimitTests.Parsed.class)
@ExtendWith(OutputCaptureExtension.class)
class WebFluxSlowRequestTests extends SlowRequestContract {

    // Attack: fill the log with traces, by bodies that break off in the middle of a chunk.
    @AfterEach
    void logsNoTrace(CapturedOutput output) {
        assertThat(output).doesNotContain("\tat ");
    }
}
