package com.hubify.identity.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTests {

    /** From the tests of the libraries of Standard Webhooks. */
    private static final WebhookSecret KNOWN =
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);

    @Test
    void signsAsStandardWebhooksDo() {
        assertThat(WebhookSecret.sign(List.of(KNOWN), "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, "{\"test\": 2432232314}"))
                .isEqualTo(SIGNATURE);
    }

    @Test
    void signsWithBothSecretsWhileOneIsReplaced() {
        WebhookSecret next = WebhookSecret.parse("whsec_" + "A".repeat(32)).orElseThrow();

        String header =
                WebhookSecret.sign(List.of(next, KNOWN), "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, "{\"test\": 2432232314}");

        assertThat(header.split(" ")).hasSize(2).contains(SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all, is it?"
            })
    void takesNoOtherText(String text) {
        assertThat(WebhookSecret.parse(text)).isEmpty();
    }

    @Test
    void knowsWhatItHasSignedAmongSignaturesOfOthers() {
        String header = "v1a,bm90IG91cnM= v1,bm90IG91cnM= " + SIGNATURE;

        assertThat(hasSigned(header)).isTrue();
        assertThat(hasSigned("v1,bm90IG91cnM=")).isFalse();
    }

    /** Attack: a signature of a version that isn't understood, one that is cut off, or the empty one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1,",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O",
                "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,"
            })
    void takesNoOtherSignature(String header) {
        assertThat(hasSigned(header)).isFalse();
    }

    private static boolean hasSigned(String signatures) {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        return KNOWN.hasSigned("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body, signatures);
    }

    @Test
    void isShownNowhere() {
        assertThat(KNOWN).hasToString("…");
    }
}
