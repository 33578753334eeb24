package com.hubify.identity.resource.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKeys;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTests {

    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials = Credentials.judgedFor(issuer);

    @AfterEach
    void close() throws Exception {
        credentials.close();
        issuer.close();
    }

    @Test
    void speaksForSubjectClientAndScopes() {
        Caller caller =
                credentials.accepted(good().scopes("labs:read", "experiments:*").value());

        assertThat(caller.kind()).isEqualTo(Caller.Kind.ACCESS_TOKEN);
        assertThat(caller.subject()).isEqualTo(TestTokens.SUBJECT);
        assertThat(caller.clientId()).contains(TestTokens.CLIENT);
        assertThat(caller.scopes()).hasToString("labs:read experiments:*");
        assertThat(caller.isClient()).isFalse();
    }

    @Test
    void tellsWhenAndHowThePersonSignedIn() {
        Caller caller = credentials.accepted(
                good().claim("auth_time", 1_700_000_000L).claim("acr", "mfa").value());

        assertThat(caller.signedInAt()).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(caller.acr()).contains("mfa");
    }

    // Attack: a time that reads as a recent one, or that brings the service down, where it is none.
    @ParameterizedTest
    @MethodSource
    void tellsNoTimeThatIsNone(Object time) {
        assertThat(credentials.accepted(good().claim("auth_time", time).value()).signedInAt())
                .isEmpty();
    }

    static Stream<Object> tellsNoTimeThatIsNone() {
        return Stream.of("1700000000", "now", -1, Long.MIN_VALUE, Long.MAX_VALUE, 1e300, List.of(1), Map.of(), true);
    }

    @Test
    void tellsNoSignInWhereTheTokenDoesNot() {
        Caller caller = credentials.accepted(good().claim("acr", 2).value());

        assertThat(caller.signedInAt()).isEmpty();
        assertThat(caller.acr()).isEmpty();
    }

    @Test
    void tellsForWhomThePersonActs() {
        Caller caller = credentials.accepted(
                good().claim("org_id", "org_1").claim("org_role", "org:admin").value());

        assertThat(caller.organization()).contains(new Caller.Organization("org_1", "", "org:admin", List.of()));
        assertThat(credentials.accepted(good().claim("org_id", "org_1").value()).organization())
                .contains(new Caller.Organization("org_1", "", "", List.of()));
        assertThat(credentials
                        .accepted(good().claim("org_id", List.of("org_1")).value())
                        .organization())
                .isEmpty();
    }

    /** Attack: go on for an organization that one has been removed from. */
    @Test
    void endsWithTheMembership() {
        String token = good().claim("org_id", "org_1").value();
        credentials.accepted(token);

        credentials.view.revoke(
                new Revocation(Ancestor.membership("org_1", TestTokens.SUBJECT), credentials.clock.instant()));

        credentials.assertRefused(token, Reason.REVOKED);
    }

    @Test
    void knowsClientThatActsForItself() {
        Caller caller = credentials.accepted(good().subject(TestTokens.CLIENT).value());

        assertThat(caller.isClient()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "application/at+jwt"})
    void passesWithEitherSpellingOfItsType(String type) {
        credentials.accepted(good().header("typ", type).value());
    }

    @Test
    void passesWithOneAudienceAsText() {
        credentials.accepted(good().claim("aud", "https://api.hubify.com").value());
    }

    // An ID token has the same issuer, key and audience claim, and reaches browsers and logs.
    @ParameterizedTest
    @ValueSource(strings = {"JWT", "AT+JWT", "at+jwt ", "logout+jwt", "secevent+jwt", "at+jwtx"})
    void isRefusedWithAnotherType(String type) {
        credentials.assertRefused(good().header("typ", type).value(), Reason.HEADER);
    }

    @Test
    void isRefusedWithoutType() {
        credentials.assertRefused(good().without("typ").value(), Reason.HEADER);
    }

    // Whoever ignores "crit" may read another payload than the one that was signed.
    @Test
    void isRefusedWithCriticalHeaders() {
        credentials.assertRefused(
                good().header("crit", List.of("exp")).header("exp", 1).value(), Reason.HEADER);
        credentials.assertRefused(
                unsignedWith(header -> header.replace("\"alg\"", "\"crit\":[\"b64\"],\"b64\":false,\"alg\"")),
                Reason.HEADER);
    }

    /** Attack: a session of somebody who impersonates a person, exchanged, passes for the person. */
    @Test
    void tellsWhoActsForThePerson() {
        assertThat(credentials
                        .accepted(good().claim("act", Map.of("sub", "user_support"))
                                .value())
                        .actor())
                .contains("user_support");
        assertThat(credentials.accepted(good().claim("act", Map.of()).value()).actor())
                .contains("");
        assertThat(credentials.accepted(good().value()).actor()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedWithBadClaims(UnaryOperator<TestToken> bend, Reason reason) {
        credentials.assertRefused(bend.apply(good()).value(), reason);
    }

    static Stream<Arguments> isRefusedWithBadClaims() {
        return Stream.of(
                bent(token -> token.without("iss"), Reason.UNKNOWN_ISSUER),
                bent(token -> token.claim("iss", "https://evil.example"), Reason.UNKNOWN_ISSUER),
                bent(token -> token.claim("iss", List.of("https://evil.example")), Reason.MALFORMED),
                bent(token -> token.without("aud"), Reason.AUDIENCE),
                bent(token -> token.claim("aud", "https://other.example"), Reason.AUDIENCE),
                bent(token -> token.claim("aud", List.of("https://api.hubify.com.evil.example")), Reason.AUDIENCE),
                bent(token -> token.claim("aud", 7), Reason.MALFORMED),
                bent(token -> token.without("exp"), Reason.TIME),
                bent(token -> token.expires(-6), Reason.TIME),
                bent(token -> token.claim("exp", "2999-01-01"), Reason.MALFORMED),
                bent(token -> token.claim("exp", -1), Reason.TIME),
                bent(token -> token.claim("exp", Long.MAX_VALUE), Reason.TIME),
                bent(token -> token.notBefore(7), Reason.TIME),
                bent(token -> token.without("iat"), Reason.TIME),
                bent(token -> token.issued(7), Reason.TIME),
                // Stolen from a client that proves possession of a key: DPoP, mutual TLS, anything else.
                bent(
                        token -> token.claim("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")),
                        Reason.BOUND),
                bent(
                        token -> token.claim("cnf", Map.of("x5t#S256", "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2")),
                        Reason.BOUND),
                bent(token -> token.claim("cnf", Map.of()), Reason.BOUND),
                bent(token -> token.claim("cnf", "unreadable"), Reason.BOUND),
                bent(token -> token.without("sub"), Reason.CLAIMS),
                bent(token -> token.subject(" "), Reason.CLAIMS),
                bent(token -> token.without("jti"), Reason.CLAIMS),
                bent(token -> token.claim("jti", "j".repeat(257)), Reason.CLAIMS),
                bent(token -> token.claim("gid", "g".repeat(257)), Reason.CLAIMS),
                bent(token -> token.without("client_id"), Reason.CLAIMS),
                bent(token -> token.claim("client_id", 7), Reason.CLAIMS),
                bent(token -> token.claim("scope", List.of("labs:read")), Reason.CLAIMS),
                bent(token -> token.scopes("labs:read", "LABS READ"), Reason.CLAIMS),
                bent(token -> token.scopes("labs:re\u0430d"), Reason.CLAIMS),
                bent(token -> token.claim("scope", "labs:read  labs:write"), Reason.CLAIMS),
                bent(token -> token.claim("scope", "labs:read\u0000"), Reason.CLAIMS));
    }

    @Test
    void isAcceptedWhileClocksDifferByFiveSeconds() {
        String expired = good().expires(-4).value();
        String early = good().issued(4).notBefore(4).value();

        credentials.accepted(expired);
        credentials.accepted(early);
    }

    @Test
    void diesWhenItExpires() {
        String token = good().value();

        credentials.clock.wind(Duration.ofSeconds(604));
        credentials.accepted(token);
        credentials.clock.wind(Duration.ofSeconds(1));
        credentials.assertRefused(token, Reason.TIME);
    }

    // "alg":"none": a library that honours it accepts anybody's claims.
    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void isRefusedUnsigned(String algorithm) {
        String token = unsignedWith(header -> header.replace("ES256", algorithm));

        assertThat(credentials.verify(token)).isInstanceOf(Verification.Refused.class);
        assertThat(credentials.verify(token.substring(0, token.lastIndexOf('.') + 1)))
                .isInstanceOf(Verification.Refused.class);
    }

    // Key confusion: the public key, known to all, used as an HMAC secret.
    @Test
    void isRefusedSignedWithPublicKeyAsSecret() throws Exception {
        byte[] publicKey = issuer.signingKey().toECPublicKey().getEncoded();
        OctetSequenceKey secret = new OctetSequenceKey.Builder(publicKey).build();

        String token = good().header("alg", "HS256").signedBy(secret).value();

        credentials.assertRefused(token, Reason.HEADER);
    }

    @Test
    void isRefusedWithAlgorithmNobodyAllowed() {
        RSAKey rsa = TestKeys.rsa("rsa-1");
        issuer.publishToo(rsa);

        String token = good().header("alg", "RS256")
                .header("kid", "rsa-1")
                .signedBy(rsa)
                .value();

        credentials.assertRefused(token, Reason.HEADER);
    }

    @Test
    void isAcceptedWithAlgorithmTheServiceAllows() throws Exception {
        RSAKey rsa = TestKeys.rsa("rsa-1");
        issuer.publishToo(rsa);

        try (Credentials both = Credentials.judgedFor(issuer, "hubify.resource.algorithms=ES256,RS256")) {
            both.accepted(both.tokens
                    .accessToken()
                    .header("alg", "RS256")
                    .header("kid", "rsa-1")
                    .signedBy(rsa)
                    .value());
        }
    }

    // The attacker brings a key along and asks for it to be used.
    @Test
    void isRefusedSignedByKeyThatItBringsAlong() {
        ECKey own = TestKeys.ec("identity-1");

        String embedded = good().header("jwk", own.toPublicJWK().toJSONObject())
                .signedBy(own)
                .value();
        String certificate = good().header("x5c", List.of("MIIB")).signedBy(own).value();

        credentials.assertRefused(embedded, Reason.SIGNATURE);
        credentials.assertRefused(certificate, Reason.SIGNATURE);
    }

    // Whoever fetches what a token points at can be sent anywhere.
    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u"})
    void neverFetchesFromWhereItPoints(String header) throws Exception {
        try (StubIssuer elsewhere = new StubIssuer()) {
            ECKey own = elsewhere.signingKey();

            String token = good().header(header, elsewhere.issuer() + "/oauth2/jwks")
                    .signedBy(own)
                    .value();

            credentials.assertRefused(token, Reason.SIGNATURE);
            assertThat(elsewhere.requests("/oauth2/jwks")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "../../dev/null", "identity-1' OR '1'='1", "identity-2", "http://evil.example/key", "\u0000"
            })
    void isRefusedWithKeyIdNobodyKnows(String id) {
        String token = good().header("kid", id)
                .signedBy(TestKeys.ec(id.isEmpty() ? "x" : id))
                .value();

        credentials.assertRefused(token, Reason.UNKNOWN_KEY);
    }

    @Test
    void isRefusedWithoutKeyId() {
        credentials.assertRefused(good().without("kid").value(), Reason.HEADER);
    }

    @Test
    void isRefusedWithForeignSignature() {
        credentials.assertRefused(good().signedBy(TestKeys.ec("identity-1")).value(), Reason.SIGNATURE);
    }

    // CVE-2022-21449: r = s = 0 satisfies a verifier that forgets to look.
    @Test
    void isRefusedWithSignatureOfZeroes() {
        String token = good().value();
        String zeroes = Base64URL.encode(new byte[64]).toString();

        credentials.assertRefused(token.substring(0, token.lastIndexOf('.') + 1) + zeroes, Reason.SIGNATURE);
    }

    @Test
    void isRefusedOnceAltered() {
        String[] parts = good().scopes("labs:read").value().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String more = Base64URL.encode(claims.replace("labs:read", "labs:*")).toString();

        credentials.assertRefused(parts[0] + "." + more + "." + parts[2], Reason.SIGNATURE);
    }

    // Two "sub": one reader takes the first, another the last.
    @Test
    void isRefusedWithRepeatedMembers() {
        String[] parts = good().value().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        String twice = Base64URL.encode(claims.replaceFirst("\\{", "{\"sub\":\"user_other\","))
                .toString();
        String twoTypes = Base64URL.encode(header.replaceFirst("\\{", "{\"typ\":\"JWT\","))
                .toString();

        credentials.assertRefused(parts[0] + "." + twice + "." + parts[2], Reason.MALFORMED);
        credentials.assertRefused(twoTypes + "." + parts[1] + "." + parts[2], Reason.MALFORMED);
    }

    // Attack: one token in thousands of spellings, each remembered as another credential until no others are.
    @ParameterizedTest
    @ValueSource(strings = {"=", "==", "===="})
    void isRefusedInAnotherSpelling(String padding) {
        String token = good().value();

        credentials.assertRefused(token + padding, Reason.MALFORMED);
    }

    // Keys are kept per issuer: a key id of one must not open the other.
    @Test
    void isRefusedSignedByKeyOfTheOtherIssuer() {
        RSAKey clerk = issuer.clerkKey();

        String token = good().header("alg", "RS256")
                .header("kid", clerk.getKeyID())
                .signedBy(clerk)
                .value();

        credentials.assertRefused(token, Reason.HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b",
                "a.b.c",
                "a.b.c.d",
                "a.b.c.d.e",
                "eyJ.eyJ.sig",
                "null.null.null",
                "e30.e30.e30",
                "bnVsbA.bnVsbA.bnVsbA",
                "W10.W10.W10",
                "{}.{}.{}",
                "hfy_kex_abc",
                "sk_test_abc",
                "\u0000",
                "é.é.é"
            })
    void isRefusedWithoutIoWhenItIsNone(String text) {
        assertThat(credentials.verify(text)).isInstanceOf(Verification.Refused.class);
        assertThat(issuer.requests("/oauth2/jwks")).isZero();
    }

    @Test
    void survivesDeeplyNestedClaims() {
        String nested = "[".repeat(3000) + "]".repeat(3000);
        String token = Base64URL.encode("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"identity-1\"}")
                + "."
                + Base64URL.encode("{\"iss\":\"" + issuer.issuer() + "\",\"deep\":" + nested + "}")
                + ".AAAA";

        assertThat(credentials.verify(token)).isInstanceOf(Verification.Refused.class);
    }

    private TestToken good() {
        return credentials.tokens.accessToken();
    }

    private String unsignedWith(UnaryOperator<String> header) {
        String[] parts = good().value().split("\\.");
        String bent = header.apply(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
        return Base64URL.encode(bent) + "." + parts[1] + "." + parts[2];
    }

    private static Arguments bent(UnaryOperator<TestToken> bend, Reason reason) {
        return Arguments.of(bend, reason);
    }
}
