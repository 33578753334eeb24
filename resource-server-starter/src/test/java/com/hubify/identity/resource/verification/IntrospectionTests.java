package com.hubify.identity.resource.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntrospectionTests {

    // As 500 it would pass for a fault of the handler; and a credential is not bad because nobody could ask about it.
    @Test
    void saysNothingOfTheCredentialWhenTheIntrospectorFails() {
        Introspection introspection = new Introspection(credential -> {
            throw new IllegalStateException("no connection");
        });

        assertThat(introspection.of("any", answer -> new Verification.Refused(Verification.Reason.CLAIMS)))
                .isInstanceOf(Verification.Unavailable.class);
    }
}
