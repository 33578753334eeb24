package com.hubify.identity.resource.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.web.server.ServerWebExchange;

class ResourceServerHintsTests {

    @Test
    void letNativeImagesReadSecretsAndAskChains() {
        RuntimeHints hints = new RuntimeHints();

        new ResourceServerHints().registerHints(hints, null);

        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Secret.class, "of"))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(ServerWebExchange.class))
                .accepts(hints);
    }
}
