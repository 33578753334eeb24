package com.hubify.identity.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.audit.trail.AuditEntry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditPlacesTests {

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

    /** Attack: send what anybody can until the use of a stolen key that was revoked is washed out. */
    @ParameterizedTest
    @CsvSource({
        "api_key.refused, MADE_UP_KEY, hfy:audit:refused",
        "api_key.refused, WRONG_SECRET, hfy:audit:misused",
        "api_key.refused, REVOKED_KEY, hfy:audit:misused",
        "api_key.refused, EXPIRED_KEY, hfy:audit:misused",
        "api_key.refused, KEY_ELSEWHERE, hfy:audit:misused",
        "client.refused, UNPROVEN_CLIENT, hfy:audit:refused",
        "client.refused, KNOWN_CLIENT, hfy:audit:misused",
        "request.refused, MADE_UP_REQUEST, hfy:audit:refused",
        "request.refused, WITHOUT_RIGHT, hfy:audit:misused"
    })
    void whatTakesSomethingRealHasAStreamOfItsOwn(String kind, String sort, String stream) {
        assertThat(stream(kind, Map.of("sort", sort))).isEqualTo(stream);
    }

    private static String stream(String kind, Map<String, String> details) {
        return AuditPlaces.of(new AuditEntry(Instant.EPOCH, kind, details)).key();
    }
}
