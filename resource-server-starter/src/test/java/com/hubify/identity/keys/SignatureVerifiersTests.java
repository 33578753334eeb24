package com.hubify.identity.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.hubify.identity.resource.test.TestKeys;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both providers must give the same answer to everything: which one a service has is no reason to accept or refuse. */
@ParameterizedClass
@EnumSource
class SignatureVerifiersTests {

    enum By {
        JDK(Optional.empty()),
        CORRETTO(Optional.of(AmazonCorrettoCryptoProvider.INSTANCE));

        private final Optional<Provider> provider;

        By(Optional<Provider> provider) {
            this.provider = provider;
        }
    }

    private static final ECKey KEY = TestKeys.ec("identity-1");
    private static final BigInteger ORDER = Curve.P_256.toECParameterSpec().getOrder();

    private final By by;

    SignatureVerifiersTests(By by) {
        this.by = by;
    }

    /** RFC 7515, appendices A.2 and A.3. */
    @ParameterizedTest
    @MethodSource
    void knownAnswers(String signature, PublicKey key, JWSAlgorithm algorithm) throws Exception {
        String payload =
                "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        Base64URL header = new JWSHeader(algorithm).toBase64URL();
        byte[] content = (header + "." + payload).getBytes(StandardCharsets.US_ASCII);

        JWSVerifier verifier = verifiers().of(key);

        assertThat(verifier.verify(new JWSHeader(algorithm), content, new Base64URL(signature)))
                .isTrue();
    }

    static Stream<Arguments> knownAnswers() throws Exception {
        return Stream.of(
                arguments(
                        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5juj"
                                + "Gbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Q"
                                + "e7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipU"
                                + "TI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
                        RSAKey.parse(
                                        "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9"
                                                + "k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2"
                                                + "jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV"
                                                + "MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDT"
                                                + "W9gb54h4FRWyuXpoQ\"}")
                                .toPublicKey(),
                        JWSAlgorithm.RS256),
                arguments(
                        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
                        ECKey.parse(
                                        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                                                + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}")
                                .toPublicKey(),
                        JWSAlgorithm.ES256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512"})
    void verifiesEveryEllipticCurve(String name) throws Exception {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(name);
        ECKey key =
                new ECKeyGenerator(Curve.forJWSAlgorithm(algorithm).iterator().next()).generate();
        JWSObject token = new JWSObject(new JWSHeader(algorithm), new Payload("{}"));
        token.sign(new ECDSASigner(key));

        assertThat(verified(token.serialize(), key.toPublicKey())).isTrue();
        assertThat(verified(altered(token), key.toPublicKey())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void verifiesEveryKindOfRsa(String name) throws Exception {
        RSAKey key = TestKeys.rsa("rsa-1");
        JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.parse(name)), new Payload("{}"));
        token.sign(new RSASSASigner(key));

        assertThat(verified(token.serialize(), key.toPublicKey())).isTrue();
        assertThat(verified(altered(token), key.toPublicKey())).isFalse();
    }

    @Test
    void refusesSignatureOfAnotherKey() throws Exception {
        assertThat(verified(token().serialize(), TestKeys.ec("identity-1").toPublicKey()))
                .isFalse();
    }

    /** Attack: libraries that take both forms of a signature give every token further spellings. */
    @Test
    void refusesSignatureInDer() throws Exception {
        byte[] der = ECDSA.transcodeSignatureToDER(token().getSignature().decode());

        assertThat(verified(token(), der)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 96, 128})
    void refusesSignatureOfAnotherLength(int length) throws Exception {
        assertThat(verified(token(), Arrays.copyOf(token().getSignature().decode(), length)))
                .isFalse();
    }

    /** Attack: CVE-2022-21449, where zeros verified under every key; numbers of the order or more are zeros again. */
    @ParameterizedTest
    @MethodSource
    void refusesNumbersThatNoSignatureHas(@Nullable BigInteger r, @Nullable BigInteger s) throws Exception {
        JWSObject token = token();
        byte[] good = token.getSignature().decode();
        byte[] forged = concatenated(r == null ? half(good, 0) : r, s == null ? half(good, 1) : s);

        assertThat(verified(token, forged)).isFalse();
    }

    static Stream<Arguments> refusesNumbersThatNoSignatureHas() {
        BigInteger largest = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
        return Stream.of(BigInteger.ZERO, ORDER, ORDER.add(BigInteger.ONE), largest)
                .flatMap(bad -> Stream.of(arguments(bad, bad), arguments(bad, null), arguments(null, bad)));
    }

    // A valid second form of each signature: whoever tells tokens apart by a digest of them has to know.
    @Test
    void acceptsTwinOfSignature() throws Exception {
        JWSObject token = token();
        byte[] good = token.getSignature().decode();

        byte[] twin = concatenated(half(good, 0), ORDER.subtract(half(good, 1)));

        assertThat(twin).isNotEqualTo(good);
        assertThat(verified(token, twin)).isTrue();
    }

    @Test
    void looksAtKeyOnce() throws Exception {
        JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
        IssuerKeySet keys = new IssuerKeySet(new JWKSet(KEY.toPublicJWK()), 0, verifiers());

        JWSVerifier first = keys.matching(header).get(0);

        assertThat(keys.matching(header)).containsExactly(first);
        assertThat(((ECDSAVerifier) first).getPublicKey().getClass().getName())
                .startsWith(by == By.JDK ? "sun." : "com.amazon.");
    }

    @Test
    void leavesToJdkWhatProviderDoesNotKnow() throws Exception {
        Provider empty = new Provider("Empty", "1", "knows nothing") {};

        JWSVerifier verifier = new SignatureVerifiers(Optional.of(empty)).of(KEY.toPublicKey());

        assertThat(token().verify(verifier)).isTrue();
    }

    private SignatureVerifiers verifiers() {
        return new SignatureVerifiers(by.provider);
    }

    private boolean verified(String token, PublicKey key) throws ParseException, JOSEException {
        JWSObject parsed = JWSObject.parse(token);
        return parsed.verify(verifiers().of(key));
    }

    private boolean verified(JWSObject token, byte[] signature) throws Exception {
        return verifiers()
                .of(KEY.toPublicKey())
                .verify(token.getHeader(), token.getSigningInput(), Base64URL.encode(signature));
    }

    private static JWSObject token() throws JOSEException {
        JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("{}"));
        token.sign(new ECDSASigner(KEY));
        return token;
    }

    private static String altered(JWSObject token) {
        return token.getHeader().toBase64URL() + "." + Base64URL.encode("{ }") + "." + token.getSignature();
    }

    private static BigInteger half(byte[] signature, int which) {
        return new BigInteger(1, Arrays.copyOfRange(signature, 32 * which, 32 * which + 32));
    }

    private static byte[] concatenated(BigInteger r, BigInteger s) {
        return ByteBuffer.allocate(64).put(fixed(r)).put(fixed(s)).array();
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes.length > 32
                ? Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length)
                : ByteBuffer.allocate(32).position(32 - bytes.length).put(bytes).array();
    }
}
