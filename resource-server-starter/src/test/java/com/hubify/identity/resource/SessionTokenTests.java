package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKeys;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.test.TestTokens;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

class SessionTokenTests {

    private final StubIssuer issuer = new StubIssuer();
    private final Credentials credentials = Credentials.judgedFor(issuer);

    @AfterEach
    void close() throws Exception {
        credentials.close();
        issuer.close();
    }

    @Test
    void speaksForPersonWithAllResourceScopes() {
        Caller caller = credentials.accepted(good().value());

        assertThat(caller.kind()).isEqualTo(Caller.Kind.SESSION_TOKEN);
        assertThat(caller.subject()).isEqualTo(TestTokens.SUBJECT);
        assertThat(caller.scopes()).hasToString("*");
        assertThat(caller.clientId()).isEmpty();
        assertThat(caller.organization()).isEmpty();
    }

    @Test
    void givesOnlyTheScopesTheServiceAllows() throws Exception {
        try (Credentials few = Credentials.judgedFor(issuer, "hubify.resource.clerk.scopes=labs:read,experiments:*")) {
            assertThat(few.accepted(good().value()).scopes()).hasToString("labs:read experiments:*");
        }
    }

    @ParameterizedTest
    @MethodSource
    void isAcceptedInItsOlderAndOdderForms(UnaryOperator<TestToken> bend) {
        credentials.accepted(bend.apply(good()).value());
    }

    static Stream<UnaryOperator<TestToken>> isAcceptedInItsOlderAndOdderForms() {
        return Stream.of(
                token -> token.without("typ"),
                token -> token.without("cat"),
                token -> token.header("cat", "cl_I7d4PD111III"),
                token -> token.header("oiat", 1790000000).header("later", "x"),
                token -> token.without("sts"),
                token -> token.without("v"),
                token -> token.without("nbf"),
                token -> token.claim("azp", "https://anywhere.example"),
                token -> token.claim("jti", "0123456789abcdef0123"),
                token -> token.claim("aud", "custom"),
                token -> token.claim("scope", "api-keys:write"));
    }

    // Custom claims may have any name, "scope" too; they must not widen anything.
    @Test
    void takesNoScopesFromTheTokenItself() {
        Caller caller =
                credentials.accepted(good().claim("scope", "api-keys:write").value());

        assertThat(caller.scopes()).hasToString("*");
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedWhenItIsAnotherToken(UnaryOperator<TestToken> bend, Reason reason) {
        credentials.assertRefused(bend.apply(good()).value(), reason);
    }

    // All of these are signed by the same key of the same issuer.
    static Stream<Arguments> isRefusedWhenItIsAnotherToken() {
        return Stream.of(
                bent(token -> token.header("typ", "at+jwt"), Reason.HEADER),
                bent(token -> token.header("typ", "application/at+jwt"), Reason.HEADER),
                bent(token -> token.header("typ", "jwt"), Reason.HEADER),
                bent(token -> token.header("cat", "cl_B7d4PD222AAA"), Reason.HEADER),
                bent(token -> token.header("cat", "cl_B7d4PD333AAA"), Reason.HEADER),
                bent(token -> token.header("cat", 7), Reason.HEADER),
                bent(token -> token.header("crit", List.of("oiat")).header("oiat", 1), Reason.HEADER),
                bent(
                        token -> token.claim("cnf", Map.of("jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")),
                        Reason.BOUND),
                bent(token -> token.without("sid"), Reason.CLAIMS),
                bent(token -> token.claim("sid", "session"), Reason.CLAIMS),
                bent(token -> token.claim("sid", "x sess_1"), Reason.CLAIMS),
                bent(token -> token.subject("mch_2aBcDeFgHiJkLmNoPqRsTuVwXyZ"), Reason.CLAIMS),
                bent(token -> token.subject("org_2aBcDeFgHiJkLmNoPqRsTuVwXyZ"), Reason.CLAIMS),
                bent(token -> token.subject("user_"), Reason.CLAIMS),
                bent(token -> token.subject("user_1\nuser_2"), Reason.CLAIMS),
                bent(token -> token.without("sub"), Reason.CLAIMS),
                bent(token -> token.claim("client_id", "Ab3dEf6hIj9kLm2n"), Reason.CLAIMS),
                bent(token -> token.claim("nonce", "n"), Reason.CLAIMS),
                bent(token -> token.claim("sts", "pending"), Reason.PENDING),
                bent(token -> token.claim("sts", 1), Reason.CLAIMS),
                bent(token -> token.claim("act", Map.of("sub", "user_admin")), Reason.IMPERSONATION),
                bent(token -> token.without("exp"), Reason.TIME),
                bent(token -> token.without("iat"), Reason.TIME),
                bent(token -> token.issued(7).expires(60), Reason.TIME),
                bent(token -> token.notBefore(7), Reason.TIME),
                bent(token -> token.expires(61), Reason.TIME),
                bent(token -> token.issued(-66).expires(-6), Reason.TIME));
    }

    @Test
    void livesAsLongAsTheServiceAllows() throws Exception {
        try (Credentials patient = Credentials.judgedFor(issuer, "hubify.resource.clerk.max-lifetime=1h")) {
            patient.accepted(good().expires(3600).value());
            patient.assertRefused(good().expires(3601).value(), Reason.TIME);
        }
    }

    @Test
    void diesFiveSecondsAfterItsExpiry() {
        String token = good().value();

        credentials.clock.wind(Duration.ofMillis(64_000));
        credentials.accepted(token);
        credentials.clock.wind(Duration.ofMillis(1_000));
        credentials.assertRefused(token, Reason.TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com/",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "HTTPS://APP.EXAMPLE.COM",
                ""
            })
    void isRefusedMadeForAnotherOrigin(String party) throws Exception {
        try (Credentials ours = onlyFor("https://app.example.com")) {
            ours.accepted(good().claim("azp", "https://app.example.com").value());
            ours.assertRefused(good().claim("azp", party).value(), Reason.ORIGIN);
        }
    }

    @Test
    void isRefusedWithoutOriginUnlessTheServiceAllowsIt() throws Exception {
        try (Credentials strict = onlyFor("https://app.example.com");
                Credentials lax = Credentials.judgedFor(
                        issuer,
                        "hubify.resource.clerk.authorized-parties=https://app.example.com",
                        "hubify.resource.clerk.accept-missing-party=true")) {
            strict.assertRefused(good().value(), Reason.ORIGIN);
            lax.accepted(good().value());
            lax.assertRefused(good().claim("azp", "https://evil.example").value(), Reason.ORIGIN);
        }
    }

    @Test
    void isAcceptedOfAnImpersonatorWhereTheServiceAllowsIt() throws Exception {
        try (Credentials lax = Credentials.judgedFor(issuer, "hubify.resource.clerk.accept-impersonation=true")) {
            Caller caller = lax.accepted(
                    good().claim("act", Map.of("sub", "user_admin")).value());

            assertThat(caller.actor()).contains("user_admin");
            // Attack: an actor who can't be named passes for none.
            assertThat(lax.accepted(good().claim("act", "user_admin").value()).actor())
                    .contains("");
            assertThat(lax.accepted(good().value()).actor()).isEmpty();
        }
    }

    /** Attack: go on after one was signed out, banned, or thrown out of the organization. The token itself lives on. */
    @ParameterizedTest
    @MethodSource
    void endsWithAllItDescendsFrom(Ancestor ancestor) {
        String token = good().claim("o", Map.of("id", "org_1", "rol", "admin")).value();
        credentials.accepted(token);

        credentials.view.revoke(new Revocation(ancestor, credentials.clock.instant()));

        credentials.assertRefused(token, Reason.REVOKED);
    }

    /** Attack: the same with a token that Clerk's clock dated ahead. It looks as if it was issued after what ends it. */
    @ParameterizedTest
    @MethodSource("endsWithAllItDescendsFrom")
    void endsThoughClerkDatedItAhead(Ancestor ancestor) {
        Instant now = credentials.clock.instant();
        String token = good().claim("o", Map.of("id", "org_1", "rol", "admin"))
                .issued(4)
                .value();
        credentials.accepted(token);

        credentials.view.revoke(new Revocation(ancestor, now));

        credentials.assertRefused(token, Reason.REVOKED);
    }

    static Stream<Ancestor> endsWithAllItDescendsFrom() {
        return Stream.of(
                new Ancestor(Ancestor.Kind.SUBJECT, TestTokens.SUBJECT),
                new Ancestor(Ancestor.Kind.SIGN_INS, TestTokens.SUBJECT),
                new Ancestor(Ancestor.Kind.SESSION, TestTokens.SESSION),
                new Ancestor(Ancestor.Kind.ORGANIZATION, "org_1"),
                Ancestor.membership("org_1", TestTokens.SUBJECT));
    }

    /** Attack: a minute more for each demand. {@code fva} counts whole minutes: 0 may be 59 seconds ago. */
    @Test
    void tellsWhenThePersonLastProvedWhoTheyAre() {
        Instant now = credentials.clock.instant().truncatedTo(ChronoUnit.SECONDS);

        assertThat(credentials
                        .accepted(good().claim("fva", List.of(7, -1)).value())
                        .signedInAt())
                .contains(now.minusSeconds(480));
        for (Object none : List.of(List.of(-1, 3), List.of(), List.of("7"), 7, List.of(Long.MAX_VALUE, 0))) {
            assertThat(credentials.accepted(good().claim("fva", none).value()).signedInAt())
                    .isEmpty();
        }
    }

    /** Fault: handlers that demand the class of a proof refused every session, however recent. */
    @Test
    void hasTheClassOfAProofWhereItsTimeIsKnown() {
        assertThat(credentials
                        .accepted(good().claim("fva", List.of(7, -1)).value())
                        .acr())
                .contains("urn:hubify:acr:proved");
        assertThat(credentials
                        .accepted(good().claim("fva", List.of(-1, 3)).value())
                        .acr())
                .isEmpty();
    }

    @Test
    void isRefusedWhereNoClerkInstanceIsTrusted() throws Exception {
        try (Credentials none = Credentials.judgedFor(issuer, "hubify.resource.clerk.issuer=")) {
            none.assertRefused(good().value(), Reason.UNKNOWN_ISSUER);
        }
    }

    @Test
    void isRefusedSignedWithAnotherAlgorithm() throws Exception {
        byte[] publicKey = issuer.clerkKey().toRSAPublicKey().getEncoded();

        String hmac = good().header("alg", "HS256")
                .signedBy(new OctetSequenceKey.Builder(publicKey).build())
                .value();
        String longer = good().header("alg", "RS512").value();
        String ours = good().header("alg", "ES256")
                .header("kid", "identity-1")
                .signedBy(issuer.signingKey())
                .value();

        credentials.assertRefused(hmac, Reason.HEADER);
        credentials.assertRefused(longer, Reason.HEADER);
        credentials.assertRefused(ours, Reason.HEADER);
    }

    // Clerk names its key after the instance: after a rotation the same id stands for another key.
    @Test
    void isAcceptedAfterTheKeyChangedUnderTheSameId() {
        String before = good().value();
        credentials.accepted(good().expires(59).value());
        issuer.rotateClerk(TestKeys.rsa(issuer.clerkKey().getKeyID()));
        credentials.pass(Duration.ofSeconds(5));

        credentials.accepted(good().value());
        credentials.assertRefused(before, Reason.SIGNATURE);
    }

    // Each bad signature must not become a request to Clerk.
    @Test
    void causesFewFetchesHoweverManyBadSignaturesCome() {
        RSAKey own = TestKeys.rsa(issuer.clerkKey().getKeyID());
        credentials.accepted(good().value());

        for (int i = 0; i < 50; i++) {
            credentials.assertRefused(good().signedBy(own).value(), Reason.SIGNATURE);
        }

        assertThat(issuer.requests("/clerk/.well-known/jwks.json")).isEqualTo(1);
        credentials.accepted(good().value());
    }

    private TestToken good() {
        return credentials.tokens.sessionToken();
    }

    private Credentials onlyFor(String party) {
        return Credentials.judgedFor(issuer, "hubify.resource.clerk.authorized-parties=" + party);
    }

    private static Arguments bent(UnaryOperator<TestToken> bend, Reason reason) {
        return Arguments.of(bend, reason);
    }
}
