package com.hubify.identity.resource;

import com.hubify.identity.resource.test.TestKeys;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Credentials of the right shape for the header that must not pass, each for a reason of its own. */
enum Bestiary {
    NONSENSE(tokens -> "nonsense"),
    UNSIGNED(tokens -> header(good(tokens), header -> header.replace("ES256", "none"))),
    UNSIGNED_IN_ODD_CASE(tokens -> header(good(tokens), header -> header.replace("ES256", "nOnE"))),
    WITHOUT_SIGNATURE(tokens -> good(tokens).substring(0, good(tokens).lastIndexOf('.') + 1)),
    SIGNATURE_OF_ZEROES(tokens -> signature(good(tokens), new byte[64])),
    PUBLIC_KEY_AS_SECRET(Bestiary::publicKeyAsSecret),
    EMBEDDED_KEY(tokens -> {
        ECKey own = TestKeys.ec("identity-1");
        return bent(tokens)
                .header("jwk", own.toPublicJWK().toJSONObject())
                .signedBy(own)
                .value();
    }),
    KEY_AT_AN_ADDRESS(
            tokens -> foreign(tokens).header("jku", "http://127.0.0.1:1/jwks").value()),
    CERTIFICATE_AT_AN_ADDRESS(
            tokens -> foreign(tokens).header("x5u", "http://127.0.0.1:1/cert").value()),
    KEY_ID_AS_PATH(
            tokens -> foreign(tokens).header("kid", "../../../../dev/null").value()),
    KEY_ID_AS_QUERY(
            tokens -> foreign(tokens).header("kid", "x' UNION SELECT 'secret").value()),
    FOREIGN_KEY(tokens -> foreign(tokens).value()),
    KEY_OF_OTHER_ISSUER(tokens -> bent(tokens)
            .header("alg", "RS256")
            .header("kid", tokens.issuer().clerkKey().getKeyID())
            .signedBy(tokens.issuer().clerkKey())
            .value()),
    ID_TOKEN(tokens -> bent(tokens).header("typ", "JWT").value()),
    WITHOUT_TYPE(tokens -> bent(tokens).without("typ").value()),
    CRITICAL_HEADER(tokens ->
            bent(tokens).header("crit", List.of("exp")).header("exp", 1).value()),
    FOREIGN_ISSUER(tokens -> bent(tokens).claim("iss", "https://evil.example").value()),
    ISSUER_WITH_SLASH(
            tokens -> bent(tokens).claim("iss", tokens.issuer().issuer() + "/").value()),
    FOREIGN_AUDIENCE(
            tokens -> bent(tokens).claim("aud", "https://other.example").value()),
    EXPIRED(tokens -> bent(tokens).expires(-60).value()),
    NOT_YET_VALID(tokens -> bent(tokens).notBefore(60).value()),
    WITHOUT_EXPIRY(tokens -> bent(tokens).without("exp").value()),
    REPEATED_CLAIM(tokens -> claims(good(tokens), claims -> claims.replaceFirst("\\{", "{\"sub\":\"user_other\","))),
    ALTERED(tokens -> claims(good(tokens), claims -> claims.replace("labs:read", "labs:*"))),
    SCOPE_WITH_CONTROL_CHARACTER(
            tokens -> bent(tokens).claim("scope", "labs:read\u0000labs:write").value()),
    SCOPE_IN_OTHER_LETTERS(tokens -> bent(tokens).claim("scope", "labs:rеad").value()),
    SCOPE_AS_LIST(tokens -> bent(tokens).claim("scope", List.of("labs:read")).value()),
    BOUND_TO_A_KEY(tokens -> bent(tokens)
            .claim("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"))
            .value()),
    KEY_BOUND_TO_A_KEY(tokens -> tokens.apiKey()
            .answering("cnf", Map.of("x5t#S256", "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"))
            .value()),
    SESSION_BOUND_TO_A_KEY(
            tokens -> tokens.sessionToken().claim("cnf", Map.of("kid", "other")).value()),
    HUGE(tokens -> bent(tokens).claim("filler", "x".repeat(8000)).value()),
    FOUR_PARTS(tokens -> good(tokens) + ".AAAA"),
    ENCRYPTED_SHAPE(tokens -> "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA"),
    PENDING_SESSION(tokens -> tokens.sessionToken().claim("sts", "pending").value()),
    EXPIRED_SESSION(tokens -> tokens.sessionToken().expires(-30).value()),
    REVOKED_KEY(tokens -> {
        String key = tokens.apiKey().value();
        tokens.revoke(key);
        return key;
    }),
    EXPIRED_KEY(tokens -> tokens.apiKey().expires(-1).value()),
    SHORT_KEY(tokens -> "hfy_key_short"),
    KEY_WITH_MORE(tokens -> tokens.apiKey().value() + "A"),
    KEY_WITH_PADDING(tokens -> tokens.apiKey().value() + "="),
    KEY_IN_CAPITALS(tokens -> tokens.apiKey().value().replace("hfy_key_", "HFY_KEY_")),
    KEY_WITH_WRONG_CHECKSUM(tokens -> tokens.apiKey().value().replaceFirst(".$", "") + "_");

    private final Function<TestTokens, String> made;

    Bestiary(Function<TestTokens, String> made) {
        this.made = made;
    }

    /** Of credentials that a test's issuer knows. */
    String of(TestTokens tokens) {
        return made.apply(tokens);
    }

    private static TestToken bent(TestTokens tokens) {
        return tokens.accessToken().scopes("labs:read");
    }

    private static TestToken foreign(TestTokens tokens) {
        return bent(tokens).signedBy(TestKeys.ec("identity-1"));
    }

    private static String good(TestTokens tokens) {
        return bent(tokens).value();
    }

    private static String publicKeyAsSecret(TestTokens tokens) {
        try {
            byte[] publicKey = tokens.issuer().signingKey().toECPublicKey().getEncoded();
            return bent(tokens)
                    .header("alg", "HS256")
                    .signedBy(new OctetSequenceKey.Builder(publicKey).build())
                    .value();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String header(String token, UnaryOperator<String> bend) {
        String[] parts = token.split("\\.");
        return Base64URL.encode(bend.apply(text(parts[0]))) + "." + parts[1] + "." + parts[2];
    }

    private static String claims(String token, UnaryOperator<String> bend) {
        String[] parts = token.split("\\.");
        return parts[0] + "." + Base64URL.encode(bend.apply(text(parts[1]))) + "." + parts[2];
    }

    private static String signature(String token, byte[] signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + Base64URL.encode(signature);
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
