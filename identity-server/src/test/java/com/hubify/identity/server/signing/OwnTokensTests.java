package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.signing.rotation.InMemorySigningKeys;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class OwnTokensTests {

    private static final JWTClaimsSet FORGED =
            new JWTClaimsSet.Builder().subject("user_victim").build();

    private final InMemorySigningKeys keys = new InMemorySigningKeys();
    private final OwnTokens tokens = new OwnTokens(keys);

    @Test
    void recognizesTokensOfEveryAlgorithmAndType() {
        assertThat(tokens.verify(token(SignatureAlgorithm.ES256, "at+jwt")))
                .map(Jwt::getSubject)
                .contains("user_1");
        assertThat(tokens.verify(token(SignatureAlgorithm.RS256, "JWT")))
                .map(Jwt::getSubject)
                .contains("user_1");
        assertThat(tokens.verify(token(() -> "EdDSA", "JWT")))
                .map(Jwt::getSubject)
                .contains("user_1");
    }

    @Test
    void recognizesTokensSignedBeforeRotation() {
        String token = token(SignatureAlgorithm.ES256, "at+jwt");
        keys.rotate(JWSAlgorithm.ES256);

        assertThat(tokens.verify(token)).isPresent();
    }

    @Test
    void recognizesTokensWhileSigningIsUnavailable() {
        String token = token(SignatureAlgorithm.ES256, "at+jwt");
        keys.goAway();

        assertThat(tokens.verify(token)).isPresent();
    }

    @Test
    void recognizesExpiredTokens() {
        // The token below expired long ago; a logout hint may.
        Jwt jwt = tokens.verify(token(SignatureAlgorithm.ES256, "JWT")).orElseThrow();

        assertThat(jwt.getExpiresAt()).isEqualTo(Instant.parse("2020-01-01T00:10:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "hfy_key_0123", "{}", "eyJhbGciOiJFUzI1NiJ9..", "🙂"})
    void knowsNoOtherText(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }

    // Attack: a text so long that parsing it costs more than asking did.
    @Test
    void refusesOverlongTextUnparsed() {
        assertThat(tokens.verify("a".repeat(10_000_000))).isEmpty();
    }

    // Attack: one token in many spellings, each of which counts as another.
    @ParameterizedTest
    @ValueSource(strings = {"=", "==", " ", "\n", "."})
    void refusesAnotherSpelling(String ending) {
        String token = token(SignatureAlgorithm.ES256, "at+jwt");

        assertThat(tokens.verify(token + ending)).isEmpty();
        assertThatExceptionOfType(BadJwtException.class)
                .isThrownBy(() -> tokens.decoder(jwt -> OAuth2TokenValidatorResult.success())
                        .decode(token + ending));
    }

    // Attack: a changed claim under the old signature.
    @Test
    void refusesChangedClaims() {
        String[] parts = token(SignatureAlgorithm.ES256, "at+jwt").split("\\.");

        String changed = parts[0] + "." + Base64URL.encode("{\"sub\":\"user_victim\"}") + "." + parts[2];

        assertThat(tokens.verify(changed)).isEmpty();
    }

    // Attack: no signature at all.
    @Test
    void refusesUnsignedTokens() {
        assertThat(tokens.verify(new PlainJWT(FORGED).serialize())).isEmpty();
    }

    // Attack: our kid over a signature by a key of the attacker's.
    @Test
    void refusesForeignKeyUnderOurId() throws Exception {
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(es256().kid()).build(), FORGED);
        forged.sign(new ECDSASigner(foreignKey()));

        assertThat(tokens.verify(forged.serialize())).isEmpty();
    }

    // Attack: the attacker's key comes along in the header and verifies the signature well.
    @Test
    void refusesKeyFromHeader() throws Exception {
        ECKey foreign = foreignKey();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(foreign.getKeyID())
                        .jwk(foreign.toPublicJWK())
                        .build(),
                FORGED);
        forged.sign(new ECDSASigner(foreign));

        assertThat(tokens.verify(forged.serialize())).isEmpty();
    }

    // Attack: our RSA public key, which everybody has, used as an HMAC secret.
    @Test
    void refusesPublicKeyUsedAsSecret() throws Exception {
        SigningKey rs256 = keys.current(JWSAlgorithm.RS256);
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(rs256.kid()).build(), FORGED);
        forged.sign(new MACSigner(rs256.publicJwk().toRSAKey().toPublicKey().getEncoded()));

        assertThat(tokens.verify(forged.serialize())).isEmpty();
    }

    // Attack: a signature that our key did make, under another algorithm than the key is for.
    @Test
    void refusesOtherAlgorithmThanTheKeys() {
        SigningKey rs256 = keys.current(JWSAlgorithm.RS256);
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(rs256.kid()).build();
        String input = header.toBase64URL() + "." + FORGED.toPayload().toBase64URL();

        String forged = input + "." + keys.signAs(JWSAlgorithm.PS256, rs256, input.getBytes(StandardCharsets.US_ASCII));

        assertThat(tokens.verify(forged)).isEmpty();
    }

    @Test
    void refusesTokensWithoutKeyId() {
        SigningKey es256 = es256();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .build();
        String input = header.toBase64URL() + "." + FORGED.toPayload().toBase64URL();

        String token = input + "." + keys.sign(es256, input.getBytes(StandardCharsets.US_ASCII));

        assertThat(tokens.verify(token)).isEmpty();
    }

    // Attack: "Psychic signatures", an ECDSA signature of zeros.
    @Test
    void refusesSignatureOfZeros() {
        String[] parts = token(SignatureAlgorithm.ES256, "at+jwt").split("\\.");

        String forged = parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[64]);

        assertThat(tokens.verify(forged)).isEmpty();
    }

    @Test
    void letsDecoderAskForMore() {
        JwtDecoder decoder = tokens.decoder(jwt -> "user_1".equals(jwt.getSubject())
                ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"))
                : OAuth2TokenValidatorResult.success());

        assertThatExceptionOfType(JwtValidationException.class)
                .isThrownBy(() -> decoder.decode(token(SignatureAlgorithm.ES256, "at+jwt")));
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode("a.b.c"));
    }

    private SigningKey es256() {
        return keys.current(JWSAlgorithm.ES256);
    }

    private String token(JwsAlgorithm algorithm, String type) {
        JwsHeader header = JwsHeader.with(algorithm).type(type).build();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .subject("user_1")
                .issuedAt(Instant.parse("2020-01-01T00:00:00Z"))
                .expiresAt(Instant.parse("2020-01-01T00:10:00Z"))
                .build();
        return new SigningJwtEncoder(keys)
                .encode(JwtEncoderParameters.from(header, claims))
                .getTokenValue();
    }

    private static ECKey foreignKey() throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID("foreign-v1").generate();
    }
}
