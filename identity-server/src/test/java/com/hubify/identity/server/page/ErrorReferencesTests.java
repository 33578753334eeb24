package com.hubify.identity.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReferencesTests {

    @Test
    void readsWhatItMakes() {
        String reference = new ErrorReferences(new SecureRandom()).next();

        assertThat(ErrorReferences.parse(reference)).contains(reference);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "7K3M9Q2", "7K3M9Q2XX", "7k3m9q2x", "0K3M9Q2X", "7K3M9Q2X\n", "CALL 555", "<script>"})
    void readsNothingElse(String text) {
        assertThat(ErrorReferences.parse(text)).isEmpty();
    }
}
