package com.hubify.identity.server.signing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtEncodingException;

/**
 * Encodes and signs every token of this server. The header's algorithm selects the key, ES256 by default; {@code kid}
 * is always that key's. If signing fails, the cause of the exception is {@link SigningUnavailable}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515, section 7.1</a>
 */
final class SigningJwtEncoder implements JwtEncoder {

    private static final JwsHeader DEFAULT_HEADER =
            JwsHeader.with(SignatureAlgorithm.ES256).build();

    private final SigningKeys keys;

    SigningJwtEncoder(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public Jwt encode(JwtEncoderParameters parameters) {
        JwsHeader asked = parameters.getJwsHeader() == null ? DEFAULT_HEADER : parameters.getJwsHeader();
        JwtClaimsSet claims = parameters.getClaims();
        try {
            SigningKey key = keys.current(algorithm(asked));
            JwsHeader header = JwsHeader.from(asked).keyId(key.kid()).build();
            byte[] signingInput = new SignedJWT(joseHeader(header), joseClaims(claims)).getSigningInput();
            Base64URL signature = keys.sign(key, signingInput);
            return new Jwt(
                    new String(signingInput, StandardCharsets.US_ASCII) + "." + signature,
                    claims.getIssuedAt(),
                    claims.getExpiresAt(),
                    header.getHeaders(),
                    claims.getClaims());
        } catch (SigningUnavailable | IllegalArgumentException | ParseException e) {
            throw failure(e);
        }
    }

    private static JwtEncodingException failure(Exception cause) {
        return new JwtEncodingException("the token can't be signed: " + cause.getMessage(), cause);
    }

    private static JWSAlgorithm algorithm(JwsHeader header) {
        JwsAlgorithm algorithm = header.getAlgorithm();
        if (algorithm == null) {
            throw new IllegalArgumentException("the header has no algorithm");
        }
        return JWSAlgorithm.parse(algorithm.getName());
    }

    private static JWSHeader joseHeader(JwsHeader header) throws ParseException {
        Map<String, Object> parameters = new TreeMap<>();
        header.getHeaders().forEach((name, value) -> parameters.put(name, plain(value)));
        parameters.put(JoseHeaderNames.ALG, algorithm(header).getName());
        return JWSHeader.parse(parameters, null);
    }

    private static JWTClaimsSet joseClaims(JwtClaimsSet claims) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.getClaims().forEach((name, value) -> builder.claim(name, plain(value)));
        return builder.build();
    }

    /** The value in the form in which Nimbus serializes it as RFC 7519 requires: instants in seconds, URLs as text. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return Date.from(instant);
        }
        if (value instanceof URL url) {
            return url.toExternalForm();
        }
        return value instanceof Collection<?> values ? List.copyOf(values) : value;
    }
}
