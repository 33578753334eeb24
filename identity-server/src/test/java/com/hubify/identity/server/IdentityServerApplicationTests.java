package com.hubify.identity.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityServerApplicationTests {

    @ParameterizedTest
    @CsvSource({"25, 2, 4", "24, 1, 2", "25, 64, 128", "21, 2, 32", "23, 32, 64"})
    void leavesACarrierForEachThatTheSystemTakesOffItsProcessor(int java, int processors, int carriers) {
        assertThat(IdentityServerApplication.carriers(java, processors)).isEqualTo(carriers);
    }
}
