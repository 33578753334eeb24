package com.hubify.identity.server.apikey.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class ReportSignaturesTests {

    /** From GitHub's documentation. */
    private static final String GITHUB_KEY = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEsz9ugWDj5jK5ELBK42ynytbo38gP
            HzZFI03Exwz8Lh/tCfL3YxwMdLjB+bMznsanlhK0RwcGP3IDb34kQDIo3Q==
            -----END PUBLIC KEY-----
            """;

    private static final String BODY =
            "[{\"token\":\"some_token\",\"type\":\"some_type\",\"url\":\"some_url\",\"source\":\"some_source\"}]";
    private static final String SIGNATURE =
            "MEUCIFLZzeK++IhS+y276SRk2Pe5LfDrfvTXu6iwKKcFGCrvAiEAhHN2kDOhy2I6eGkOFmxNkOJ+L2y8oQ9A2T9GGJo6WJY=";

    private final ReportSignatures signatures = new ReportSignatures(new SecretScanningProperties(
                    Map.of(Reports.KEY_ID, GITHUB_KEY, "old", new Reports().publicKey()), LeakResponse.REVOKE)
            .keys());

    @Test
    void acceptsTheExampleOfTheDocumentation() {
        assertThat(verify(Reports.KEY_ID, SIGNATURE, BODY)).isTrue();
    }

    /** Attack: end any key that leaked elsewhere, or find out which are good, by reports that GitHub has not sent. */
    @Test
    void refusesEverythingElse() {
        assertThat(verify(Reports.KEY_ID, SIGNATURE, BODY + " ")).isFalse();
        assertThat(verify(Reports.KEY_ID, SIGNATURE, BODY.replace("some_token", "more_token")))
                .isFalse();
        assertThat(verify(Reports.KEY_ID, SIGNATURE, "")).isFalse();
        assertThat(verify("old", SIGNATURE, BODY)).isFalse();
        assertThat(verify("unknown", SIGNATURE, BODY)).isFalse();
        assertThat(verify(null, SIGNATURE, BODY)).isFalse();
        assertThat(verify(Reports.KEY_ID, null, BODY)).isFalse();
        assertThat(verify(Reports.KEY_ID, new Reports().sign(BODY), BODY)).isFalse();
        assertThat(verify(Reports.KEY_ID, "", BODY)).isFalse();
        assertThat(verify(Reports.KEY_ID, "not base64!", BODY)).isFalse();
        assertThat(verify(Reports.KEY_ID, SIGNATURE.substring(0, 40), BODY)).isFalse();
        // r = s = 0, which some verifiers have taken for good.
        assertThat(verify(Reports.KEY_ID, base64(0x30, 6, 2, 1, 0, 2, 1, 0), BODY))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "${GITHUB_KEY}", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"})
    void stopsTheStartOnWhatIsNoKey(String key) {
        assertThatThrownBy(() -> new SecretScanningProperties(Map.of("a", key), LeakResponse.REVOKE))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("hubify.identity.secret-scanning.public-keys.a");
    }

    @Test
    void stopsTheStartOnAKeyOfAnotherCurve() {
        String other = Base64.getEncoder()
                .encodeToString(Reports.pair("secp384r1").getPublic().getEncoded());

        assertThatThrownBy(() -> new SecretScanningProperties(Map.of("a", other), LeakResponse.REVOKE))
                .hasMessageContaining("P-256");
    }

    private boolean verify(@Nullable String identifier, @Nullable String signature, String body) {
        return signatures.verify(identifier, signature, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(int... bytes) {
        byte[] der = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            der[i] = (byte) bytes[i];
        }
        return Base64.getEncoder().encodeToString(der);
    }
}
