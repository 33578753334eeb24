package com.hubify.identity.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.RequestIds;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ApiErrorWriterTests {

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final ApiErrorWriter writer = new ApiErrorWriter(new RequestIds(() -> 0x0123456789abcdefL));

    @Test
    void writesTheEnvelope() throws IOException {
        writer.write(request, response, ApiError.of(503));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getHeader("Retry-After")).isEqualTo("2");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentAsString())
                .isEqualTo(
                        "{\"error\":{\"code\":\"service_unavailable\",\"message\":\"A system this server depends on does"
                                + " not respond. Try again shortly.\",\"status\":503},"
                                + "\"meta\":{\"request_id\":\"req_0123456789abcdef\"}}");
    }

    @Test
    void writesTheProblem() throws IOException {
        request.addHeader("Accept", "application/problem+json");

        writer.write(request, response, ApiError.of(404, "not_found", "You have no API key with that id."));

        assertThat(response.getContentAsString())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                                + "\"detail\":\"You have no API key with that id.\",\"code\":\"not_found\",\"request_id\":\"req_0123456789abcdef\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/problem+json|application/problem+json",
                "application/json, application/problem+json|application/problem+json",
                "application/json;q=0.5, application/problem+json;q=0.9|application/problem+json",
                "application/json, application/problem+json;q=0.9|application/json",
                "application/problem+json;q=0|application/json",
                "application/json|application/json",
                "application/*|application/json",
                "*/*|application/json",
                "no type at all|application/json",
            })
    void takesTheFormTheClientPrefers(String accept, String type) throws IOException {
        request.addHeader("Accept", accept);

        writer.write(request, response, ApiError.of(404));

        assertThat(response.getContentType()).isEqualTo(type);
    }

    @Test
    void leavesAnswersAloneThatAreUnderWay() throws IOException {
        response.setCommitted(true);

        writer.write(request, response, ApiError.of(500));

        assertThat(response.getStatus()).isEqualTo(200);
    }
}
