package com.hubify.identity.clerk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.test.TestKeys;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.Key;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class PublicKeyPemTests {

    private static final RSAKey KEY = TestKeys.rsa("ins_1");

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\\n", "", " "})
    void isReadHoweverItsLinesAreBroken(String line) throws Exception {
        String pem = pem("PUBLIC", KEY.toRSAPublicKey(), line);

        PublicKeyPem read = PublicKeyPem.parse("https://clerk.example.com", "CLERK_JWT_KEY", pem);

        assertThat(read.keys().getKeys().get(0).toRSAKey().toRSAPublicKey()).isEqualTo(KEY.toRSAPublicKey());
        assertThat(read.keys().getKeys().get(0).getKeyID()).isNull();
    }

    @Test
    void stopsTheStartUnlessItIsAPublicKey() throws Exception {
        assertInvalid("is not a PEM public key", "sk_test_hubify_simulator");
        assertInvalid(
                "is not a PEM public key",
                pem("PUBLIC", KEY.toRSAPublicKey(), "\n").substring(1));
        assertInvalid("is not the PEM of an RSA public key", "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----");
        assertInvalid("is not the PEM of an RSA public key", "-----BEGIN PUBLIC KEY-----!-----END PUBLIC KEY-----");
        assertInvalid("is not the PEM of an RSA public key", "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----");
        assertInvalid(
                "is not the PEM of an RSA public key",
                pem("PUBLIC", TestKeys.ec("1").toECPublicKey(), "\n"));
        assertInvalid("needs KEY, which is not set", "${KEY}");
    }

    /** A private key in a place of public ones must not be shown, either. */
    @Test
    void tellsAPrivateKeyWithoutShowingIt() throws Exception {
        String pem = pem("PRIVATE", KEY.toRSAPrivateKey(), "\n");

        assertInvalid("is a private key", pem);
        assertThatThrownBy(() -> PublicKeyPem.parse("https://clerk.example.com", "test", pem))
                .asString()
                .doesNotContain(pem.substring(40, 80));
    }

    private static void assertInvalid(String reason, String pem) {
        assertThatThrownBy(() -> PublicKeyPem.parse("https://clerk.example.com", "CLERK_JWT_KEY", pem))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("CLERK_JWT_KEY")
                .hasMessageContaining(reason);
    }

    private static String pem(String kind, Key key, String line) {
        return "-----BEGIN " + kind + " KEY-----" + line
                + Base64.getMimeEncoder(64, line.equals("\\n") ? "\n".getBytes() : line.getBytes())
                        .encodeToString(key.getEncoded())
                        .replace("\n", line)
                + line + "-----END " + kind + " KEY-----\n";
    }
}
