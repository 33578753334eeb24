package com.hubify.identity.server.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.signing.SigningUnavailable;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

class OutageTests {

    static Stream<RuntimeException> outages() {
        return Stream.of(
                new QueryTimeoutException("Redis does not answer"),
                new SigningUnavailable(SigningUnavailable.Reason.UNREACHABLE, "Vault does not answer"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void isFoundHoweverItIsWrapped(RuntimeException outage) {
        assertThat(Outage.behind(outage)).containsSame(outage);
        assertThat(Outage.behind(refusal(new IllegalStateException(outage)))).containsSame(outage);
    }

    /** Attack: a request that looks like an outage, and has others believe that the server is down. */
    @Test
    void isNoFailureOfAnotherKind() {
        assertThat(Outage.behind(refusal(new IOException("Clerk does not answer"))))
                .isEmpty();
    }

    /** An exception may have itself as a cause of a cause. */
    @Test
    void endsItsSearch() {
        Exception one = new Exception();
        Exception other = new Exception(one);
        one.initCause(other);

        assertThat(Outage.behind(one)).isEmpty();
    }

    private static OAuth2AuthenticationException refusal(Throwable cause) {
        return new OAuth2AuthenticationException(new OAuth2Error("server_error"), cause);
    }
}
