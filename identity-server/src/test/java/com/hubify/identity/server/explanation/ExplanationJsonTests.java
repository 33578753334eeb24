package com.hubify.identity.server.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.RefusalReason;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Every code with which this server answers 400, 401, 403, 429 or 503 has a reason with a remedy. */
class ExplanationJsonTests {

    static Stream<String> codesOfTheProtocol() {
        return Stream.of(OAuth2ErrorCodes.class.getFields())
                .map(ExplanationJsonTests::value)
                // Explained by the status, or never sent: there is no DPoP and no dynamic registration here.
                .filter(code -> !code.equals("server_error") && !code.equals("temporarily_unavailable"))
                .filter(code -> !code.equals("invalid_redirect_uri") && !code.equals("invalid_dpop_proof"));
    }

    @ParameterizedTest
    @MethodSource("codesOfTheProtocol")
    @ValueSource(
            strings = {
                "invalid_target",
                "expired_token",
                "login_required",
                "consent_required",
                "unauthorized",
                "forbidden",
                "rate_limited",
                "service_unavailable"
            })
    void explainsEachCode(String code) {
        assertThat(RefusalReason.parse(code)).isPresent();
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void showsNoMemberWithoutContent() {
        Explanation refused = Explanation.ofServer(
                "req_1", Instant.EPOCH, RefusalReason.INVALID_CLIENT, 401, "", "POST /oauth2/token");

        assertThat(ExplanationJson.of(refused))
                .containsOnlyKeys("reference", "at", "status", "reason", "failed", "remedy", "request");
    }
}
