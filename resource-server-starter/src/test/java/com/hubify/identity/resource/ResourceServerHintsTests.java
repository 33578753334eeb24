package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

class ResourceServerHintsTests {

    @Test
    void letNativeImagesReadSecrets() {
        RuntimeHints hints = new RuntimeHints();

        new ResourceServerHints().registerHints(hints, null);

        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Secret.class, "of"))
                .accepts(hints);
    }
}
