package com.hubify.identity.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClientException;

class SignInProblemTests {

    @ParameterizedTest
    @CsvSource({
        "access_denied, ACCESS_DENIED",
        "invalid_state_parameter, SESSION_EXPIRED",
        "authorization_request_not_found, SESSION_EXPIRED",
        "temporarily_unavailable, UPSTREAM_UNAVAILABLE",
        "server_error, UPSTREAM_UNAVAILABLE",
        "invalid_scope, UPSTREAM_ERROR",
        "invalid_id_token, UPSTREAM_ERROR"
    })
    void goesByClerksError(String error, SignInProblem problem) {
        assertThat(SignInProblem.of(new OAuth2AuthenticationException(error), error))
                .isEqualTo(problem);
    }

    /** Fault: Clerk failed between its page and the token, and people read that we can't accept its answer and should be told. */
    @ParameterizedTest
    @MethodSource("failures")
    void outageIsNoStrangeAnswer(Throwable cause, SignInProblem problem) {
        OAuth2Error error = new OAuth2Error("invalid_token_response");

        assertThat(SignInProblem.of(
                        new OAuth2AuthenticationException(error, new RestClientException("read", cause)),
                        error.getErrorCode()))
                .isEqualTo(problem);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException(), SignInProblem.UPSTREAM_UNAVAILABLE),
                Arguments.of(new HttpServerErrorException(HttpStatus.BAD_GATEWAY), SignInProblem.UPSTREAM_UNAVAILABLE),
                Arguments.of(client(HttpStatus.TOO_MANY_REQUESTS), SignInProblem.UPSTREAM_UNAVAILABLE),
                Arguments.of(client(HttpStatus.UNAUTHORIZED), SignInProblem.UPSTREAM_ERROR));
    }

    private static Throwable client(HttpStatus status) {
        return HttpClientErrorException.create(status, "", HttpHeaders.EMPTY, new byte[0], StandardCharsets.UTF_8);
    }
}
