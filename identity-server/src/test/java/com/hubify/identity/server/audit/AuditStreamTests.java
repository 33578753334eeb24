package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditStreamTests {

    /** Attack: make and revoke keys, sign in and out, or be refused, until what operators did is washed out. */
    @ParameterizedTest
    @CsvSource({
        "operator.revoked, hfy:audit:operators",
        "operator.signing_key, hfy:audit:operators",
        "signing_key.compromised, hfy:audit:operators",
        "refresh_token.reused, hfy:audit:security",
        "authorization_code.replayed, hfy:audit:security",
        "api_key.created, hfy:audit",
        "api_key.revoked, hfy:audit",
        "person.signed_in, hfy:audit",
        "person.signed_out, hfy:audit",
        "api_key.refused, hfy:audit:refused",
        "client.refused, hfy:audit:refused",
        "sign_in.refused, hfy:audit:refused",
        "request.refused, hfy:audit:refused"
    })
    void eachKindHasAStream(String kind, String stream) {
        assertThat(stream(kind, Map.of())).isEqualTo(stream);
    }

    /** Attack: open error pages until what was refused elsewhere, such as a stolen key, is washed out. */
    @ParameterizedTest
    @ValueSource(strings = {"sign_in.refused", "request.refused"})
    void whatWasRefusedWithAPageHasAStreamOfItsOwn(String kind) {
        assertThat(stream(kind, Map.of("reference", "7K3M9Q2X"))).isEqualTo("hfy:audit:pages");
    }

    private static String stream(String kind, Map<String, String> details) {
        return AuditStream.of(new AuditEntry(Instant.EPOCH, kind, details)).key();
    }
}
