package com.hubify.identity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestIdsTests {

    @ParameterizedTest
    @CsvSource({"0, req_0000000000000000", "81985529216486895, req_0123456789abcdef", "-1, req_ffffffffffffffff"})
    void haveOneLength(long chance, String id) {
        assertThat(new RequestIds(() -> chance).keep(null)).isEqualTo(id);
    }

    @Test
    void stayWhatTheServiceHasSaid() {
        assertThat(new RequestIds(() -> 1).keep("abc")).isEqualTo("abc");
        assertThat(new RequestIds(() -> 1).keep(" ")).isEqualTo("req_0000000000000001");
    }
}
