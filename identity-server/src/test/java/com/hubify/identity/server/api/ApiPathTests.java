package com.hubify.identity.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ApiPathTests {

    @ParameterizedTest
    @CsvSource({
        "/v1, true",
        "/v1/api-keys, true",
        "/v1x, false",
        "/consent, false",
        "/, false",
        "/oauth2/v1/, false",
        "/webhooks/secret-scanning, true"
    })
    void isTheApiUnderV1AndWebhooks(String path, boolean api) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);

        assertThat(ApiPath.matches(request)).isEqualTo(api);
    }
}
