package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=servlet")
@Import(ServletRequestLimitTests.Parsed.class)
class ServletSlowRequestTests extends SlowRequestContract {

    // Attack: a body that trickles, of a request that Tomcat answers by itself.
    @Test
    void givesUpOnABodyThatTomcatItselfSkips() throws IOException {
        assertThat(trickle("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1;"))
                .startsWith("HTTP/1.1 200");
    }
}
