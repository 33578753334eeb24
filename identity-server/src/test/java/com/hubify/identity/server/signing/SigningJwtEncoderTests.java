package com.hubify.identity.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.server.signing.rotation.InMemorySigningKeys;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtEncodingException;

class SigningJwtEncoderTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final InMemorySigningKeys keys = new InMemorySigningKeys();
    private final SigningJwtEncoder encoder = new SigningJwtEncoder(keys);

    @Test
    void signsWithEs256WhereNothingElseIsAsked() throws Exception {
        Jwt jwt = encoder.encode(JwtEncoderParameters.from(claims().build()));

        SignedJWT signed = SignedJWT.parse(jwt.getTokenValue());
        assertThat(signed.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(signed.getHeader().getKeyID())
                .isEqualTo(keys.current(JWSAlgorithm.ES256).kid());
        assertThat(verified(signed)).isTrue();
    }

    @Test
    void picksKeyByAlgorithmOfHeader() throws Exception {
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();

        Jwt jwt = encoder.encode(JwtEncoderParameters.from(header, claims().build()));

        SignedJWT signed = SignedJWT.parse(jwt.getTokenValue());
        assertThat(signed.getHeader().getKeyID())
                .isEqualTo(keys.current(JWSAlgorithm.RS256).kid());
        assertThat(verified(signed)).isTrue();
    }

    /** RFC 8037, section 3.1. */
    @Test
    void signsWithEd25519() throws Exception {
        JwsHeader header = JwsHeader.with(() -> "EdDSA").build();

        Jwt jwt = encoder.encode(JwtEncoderParameters.from(header, claims().build()));

        SignedJWT signed = SignedJWT.parse(jwt.getTokenValue());
        SigningKey key = keys.current(JWSAlgorithm.EdDSA);
        assertThat(signed.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.EdDSA);
        assertThat(signed.getHeader().getKeyID()).isEqualTo(key.kid());
        assertThat(key.verifies(signed.getSigningInput(), signed.getSignature()))
                .isTrue();
    }

    @Test
    void keepsOtherHeaders() throws Exception {
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256)
                .type("at+jwt")
                .header("note", "n1")
                .build();

        Jwt jwt = encoder.encode(JwtEncoderParameters.from(header, claims().build()));

        SignedJWT signed = SignedJWT.parse(jwt.getTokenValue());
        assertThat(signed.getHeader().getType()).hasToString("at+jwt");
        assertThat(signed.getHeader().getCustomParam("note")).isEqualTo("n1");
        assertThat(jwt.getHeaders())
                .containsEntry("typ", "at+jwt")
                .containsEntry("kid", signed.getHeader().getKeyID());
    }

    @Test
    void putsTrueKeyIdInPlaceOfAskedOne() throws Exception {
        JwsHeader header =
                JwsHeader.with(SignatureAlgorithm.ES256).keyId("somebody-else").build();

        Jwt jwt = encoder.encode(JwtEncoderParameters.from(header, claims().build()));

        assertThat(SignedJWT.parse(jwt.getTokenValue()).getHeader().getKeyID())
                .isEqualTo(keys.current(JWSAlgorithm.ES256).kid());
    }

    @Test
    void writesClaimsAsRfc7519HasThem() throws Exception {
        JwtClaimsSet claims = claims().issuer("https://id.hubify.com")
                .audience(List.of("https://api.hubify.com"))
                .notBefore(NOW)
                .claim("scope", "labs:read experiments:read")
                .claim("page", URI.create("https://hubify.com/a").toURL())
                .build();

        Jwt jwt = encoder.encode(JwtEncoderParameters.from(claims));

        var payload = SignedJWT.parse(jwt.getTokenValue()).getPayload().toJSONObject();
        assertThat(payload)
                .containsEntry("iss", "https://id.hubify.com")
                .containsEntry("iat", NOW.getEpochSecond())
                .containsEntry("nbf", NOW.getEpochSecond())
                .containsEntry("exp", NOW.plusSeconds(600).getEpochSecond())
                .containsEntry("scope", "labs:read experiments:read")
                .containsEntry("page", "https://hubify.com/a");
        assertThat(SignedJWT.parse(jwt.getTokenValue()).getJWTClaimsSet().getAudience())
                .containsExactly("https://api.hubify.com");
    }

    @Test
    void saysThatSigningIsUnavailable() {
        keys.goAway();

        assertThatExceptionOfType(JwtEncodingException.class)
                .isThrownBy(() -> encoder.encode(JwtEncoderParameters.from(claims().build())))
                .withCauseInstanceOf(SigningUnavailable.class);
    }

    // Attack: a client registers HS256 and hopes for a token that is signed with something it can know.
    @Test
    void refusesAlgorithmsWithoutKeys() {
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();

        assertThatExceptionOfType(JwtEncodingException.class)
                .isThrownBy(() -> encoder.encode(JwtEncoderParameters.from(header, claims().build())))
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    private boolean verified(SignedJWT signed) {
        var published = keys.published().getKeyByKeyId(signed.getHeader().getKeyID());
        var key = new SigningKey(published.getKeyID().replaceAll("-v\\d+$", ""), 1, published);
        return key.verifies(signed.getSigningInput(), signed.getSignature());
    }

    private static JwtClaimsSet.Builder claims() {
        return JwtClaimsSet.builder().subject("user_1").issuedAt(NOW).expiresAt(NOW.plusSeconds(600));
    }
}
