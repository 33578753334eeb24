package com.hubify.clerk.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SecretTests {

    @Test
    void matchesOnlyItself() {
        Secret secret = Secret.of("hubify");

        assertThat(secret.matches("hubify")).isTrue();
        assertThat(secret.matches("hubif")).isFalse();
        assertThat(secret.matches("hubify ")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }

    @Test
    void printsNothing() {
        assertThat(Secret.of("hubify")).hasToString("Secret[hidden]");
    }

    @Test
    void refusesBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(" "));
    }
}
