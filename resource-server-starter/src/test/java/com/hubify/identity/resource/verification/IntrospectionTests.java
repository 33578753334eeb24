package com.hubify.identity.resource.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

class IntrospectionTests {

    // As 500 it would pass for a fault of the handler; and a credential is not bad because nobody could ask about it.
    @Test
    void saysNothingOfTheCredentialWhenTheIntrospectorFails() {
        OpaqueTokenIntrospector broken = credential -> {
            throw new IllegalStateException("no connection");
        };

        assertThat(Introspection.of("any", broken).failure()).isInstanceOf(Verification.Unavailable.class);
    }
}
