package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.Wire.Answer;
import com.hubify.identity.resource.test.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that never come as far as security. */
@SpringBootTest(
        classes = ContractService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.main.web-application-type=servlet")
@TestIssuer
@ExtendWith(OutputCaptureExtension.class)
class ServletRefusalTests {

    private static final String HOST = "Host: localhost\r\n";

    @LocalServerPort
    int port;

    // Attack: an error that a browser takes for something else, or that a cache keeps.
    @ParameterizedTest
    @CsvSource({
        "400, GET /v1/labs, X-No: host",
        "400, GET /v1/labs, Host: a@b:c",
        "400, GET /v1/%zz, Host: localhost",
        "400, GET /v1//labs, Host: localhost",
        "400, GET /v1/labs;a=b, Host: localhost",
        "417, GET /v1/labs, 'Host: localhost\r\nExpect: a'",
        "501, POST /v1/labs, 'Host: localhost\r\nTransfer-Encoding: a'",
        "405, TRACE /v1/labs, Host: localhost"
    })
    void protectsEveryRefusal(int status, String request, String headers) {
        Answer answer = new Wire(port).raw(request + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Allow")).doesNotContain("PUT");
    }

    // Attack: a secret within a request that can't be parsed, for all who read the log.
    @Test
    void writesNoRequestIntoTheLog(CapturedOutput output) {
        Wire wire = new Wire(port);
        String end = HOST + "Connection: close\r\n\r\n";

        assertThat(wire.raw("GET /v1/labs?code=s3cret\"<> HTTP/1.1\r\n" + end).status())
                .isEqualTo(400);
        assertThat(wire.raw("GET /v1/labs HTTP/1.1\r\nAuthorization s3cret\r\n" + end)
                        .status())
                .isEqualTo(400);
        assertThat(wire.raw("GET /v1/labs HTTP/1.1\r\nHost: s3cret@:\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(400);
        wire.raw("GET /v1/labs?code=s3cret%zz HTTP/1.1\r\nCookie: a=\"s3cret; b\r\n" + end);

        assertThat(output).doesNotContain("s3cret");
    }
}
