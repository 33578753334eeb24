package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(AuditStream.of(kind).key()).isEqualTo(stream);
    }
}
