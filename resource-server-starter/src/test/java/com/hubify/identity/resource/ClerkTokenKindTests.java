package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.test.TestKeys;
import com.hubify.identity.resource.test.TestToken;
import com.hubify.identity.resource.verification.Credentials;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.Verification.Reason;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All that one key of Clerk signs, judged with each setting, without waiting (as the reactive stack does first) and with. */
class ClerkTokenKindTests {

    private static final RSAKey STRANGER = TestKeys.rsa("ins_stranger");
    private static final String MACHINE = "mch_2aBcDeFgHiJkLmNoPqRsTuVwXyZ";

    /** A token of Clerk, and the setting that accepts it. */
    private enum Kind {
        SESSION(Caller.Kind.SESSION_TOKEN, "", token -> token),
        ACCESS(
                Caller.Kind.CLERK_ACCESS_TOKEN,
                "access-token.clients=Ab3dEf6hIj9kLm2n",
                token -> plain(token)
                        .header("typ", "at+jwt")
                        .claim("client_id", "Ab3dEf6hIj9kLm2n")
                        .claim("jti", "oat_0A1B2C3D4E5F6G7H")
                        .claim("scope", "email profile offline_access")
                        .expires(86_401)),
        ID(
                Caller.Kind.CLERK_ID_TOKEN,
                "id-token.clients=Ab3dEf6hIj9kLm2n",
                token -> plain(token)
                        .claim("aud", List.of("Ab3dEf6hIj9kLm2n"))
                        .claim("nonce", "n-0S6_WzA2Mj")
                        .expires(86_400)),
        TEMPLATE(
                Caller.Kind.TEMPLATE_TOKEN,
                "template-token.audiences=https://labs.example",
                token -> plain(token)
                        .header("cat", "cl_B7d4PD222AAA")
                        .claim("aud", "https://labs.example")
                        .claim("scope", "labs:read")),
        M2M(
                Caller.Kind.MACHINE_TOKEN,
                "machine-token.audiences=mch_ours",
                token -> plain(token)
                        .header("cat", "cl_B7d4PD333AAA")
                        .subject(MACHINE)
                        .claim("aud", List.of("mch_ours"))
                        .claim("scopes", "mch_ours"));

        private final Caller.Kind kind;
        private final String setting;
        private final UnaryOperator<TestToken> shape;

        Kind(Caller.Kind kind, String setting, UnaryOperator<TestToken> shape) {
            this.kind = kind;
            this.setting = setting;
            this.shape = shape;
        }

        private static TestToken plain(TestToken token) {
            return token.without("cat").without("sid").without("sts").without("v");
        }
    }

    private final StubIssuer issuer = new StubIssuer();

    @AfterEach
    void close() throws Exception {
        issuer.close();
    }

    /** Attack: any other token of the instance, which more clients and machines can get, in place of a session token. */
    @ParameterizedTest
    @EnumSource
    void acceptsSessionTokensAlone(Kind sent) throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            String token = token(credentials, sent);
            if (sent == Kind.SESSION) {
                credentials.accepted(token);
            } else {
                assertThat(credentials.verify(token)).isInstanceOf(Verification.Refused.class);
            }
        }
    }

    /** Attack: a setting for one kind lets another in. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SESSION")
    void acceptsTheKindThatASettingNamesAndNoOther(Kind named) throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer, setting(named))) {
            credentials.accepted(token(credentials, Kind.SESSION));
            for (Kind sent : Kind.values()) {
                String token = token(credentials, sent);
                if (sent == named || sent == Kind.SESSION) {
                    Caller caller = credentials.accepted(token);
                    assertThat(caller.kind()).isEqualTo(sent.kind);
                    assertThat(caller.scopes().areNone()).isEqualTo(sent == named);
                    assertThat(caller.isClient()).isEqualTo(sent == Kind.M2M);
                } else {
                    assertThat(credentials.verify(token)).isInstanceOf(Verification.Refused.class);
                    assertThat(credentials.now(token).orElseThrow()).isInstanceOf(Verification.Refused.class);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void refusesATokenForOthersOfAKindThatIsAccepted(Kind kind, UnaryOperator<TestToken> bend, Reason reason)
            throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer, setting(kind))) {
            credentials.assertRefused(
                    bend.apply(kind.shape.apply(credentials.tokens.sessionToken()))
                            .value(),
                    reason);
        }
    }

    static Stream<Arguments> refusesATokenForOthersOfAKindThatIsAccepted() {
        return Stream.of(
                bent(Kind.ACCESS, token -> token.claim("client_id", "another"), Reason.AUDIENCE),
                // Attack: a client of the instance asks for the resource of that name (RFC 8707).
                bent(
                        Kind.ACCESS,
                        token -> token.claim("client_id", "another").claim("aud", "Ab3dEf6hIj9kLm2n"),
                        Reason.AUDIENCE),
                bent(Kind.ACCESS, token -> token.without("client_id"), Reason.CLAIMS),
                bent(Kind.ACCESS, token -> token.expires(90_001), Reason.TIME),
                bent(Kind.ACCESS, token -> token.header("cat", "cl_B7d4PD333AAA"), Reason.HEADER),
                bent(Kind.ACCESS, token -> token.claim("act", Map.of("sub", "user_admin")), Reason.IMPERSONATION),
                bent(Kind.ID, token -> token.claim("aud", List.of("another")), Reason.AUDIENCE),
                bent(Kind.ID, token -> token.claim("aud", List.of("Ab3dEf6hIj9kLm2n", "x")), Reason.CLAIMS),
                bent(Kind.ID, token -> token.without("aud"), Reason.CLAIMS),
                bent(Kind.TEMPLATE, token -> token.claim("aud", "https://other.example"), Reason.AUDIENCE),
                bent(Kind.TEMPLATE, token -> token.without("aud"), Reason.AUDIENCE),
                // Nothing tells a template token without its class from an ID token.
                bent(Kind.TEMPLATE, token -> token.without("cat"), Reason.CLAIMS),
                bent(Kind.M2M, token -> token.claim("aud", List.of("mch_theirs")), Reason.AUDIENCE),
                // Attack: a machine that passes for a person.
                bent(Kind.M2M, token -> token.subject("user_2aBc"), Reason.CLAIMS));
    }

    @Test
    void takesAudienceClientAndScopesOfTheTermsIntoAccount() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(
                issuer,
                setting(Kind.ACCESS),
                "hubify.resource.clerk.accept.access-token.audiences=https://labs.example",
                "hubify.resource.clerk.accept.access-token.scopes=labs:read",
                "hubify.resource.clerk.accept.access-token.claimed-scopes=notes:*",
                setting(Kind.M2M),
                "hubify.resource.clerk.accept.machine-token.clients=mch_theirs")) {
            TestToken good = Kind.ACCESS
                    .shape
                    .apply(credentials.tokens.sessionToken())
                    .claim("aud", "https://labs.example")
                    .claim("org_id", "org_2aBc");

            Caller caller = credentials.accepted(
                    good.claim("scope", "notes:read admin:write").value());

            assertThat(caller.scopes()).hasToString("labs:read notes:read");
            assertThat(caller.clientId()).contains("Ab3dEf6hIj9kLm2n");
            assertThat(caller.organization().map(Caller.Organization::id)).isEqualTo(Optional.of("org_2aBc"));
            credentials.assertRefused(good.without("aud").value(), Reason.AUDIENCE);
            credentials.assertRefused(token(credentials, Kind.M2M), Reason.AUDIENCE);
        }
    }

    /** Attack: a critical header that asks for rules which are not applied; Clerk's own verifier ignores it. */
    @ParameterizedTest
    @EnumSource
    void refusesACriticalHeaderOfEachKind(Kind kind) throws Exception {
        String[] all = Stream.of(Kind.values())
                .filter(each -> each != Kind.SESSION)
                .map(ClerkTokenKindTests::setting)
                .toArray(String[]::new);
        try (Credentials credentials = Credentials.judgedFor(issuer, all)) {
            TestToken token = kind.shape.apply(credentials.tokens.sessionToken());

            credentials.accepted(token.value());
            credentials.assertRefused(
                    token.header("crit", List.of("exp2")).header("exp2", 1).value(), Reason.HEADER);
        }
    }

    /** Attack: made-up key ids, to have Clerk asked for each, or to have good callers answered 503. */
    @Test
    void asksForKeysOnceAnIntervalHoweverManyUnknownIdsCome() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            credentials.accepted(token(credentials, Kind.SESSION));
            for (int i = 1; i <= 50; i++) {
                credentials.assertRefused(unknown(credentials, i), Reason.UNKNOWN_KEY);
            }
            assertThat(fetches()).isEqualTo(1);

            credentials.pass(Duration.ofSeconds(5));
            for (int i = 51; i <= 100; i++) {
                credentials.assertRefused(unknown(credentials, i), Reason.UNKNOWN_KEY);
            }
            assertThat(fetches()).isEqualTo(2);
        }
    }

    /** Attack: the same while Clerk is away; an answer 503 would look like an outage of the service. */
    @Test
    void refusesUnknownIdsWhileClerkIsAwayAndItsKeysAreKnown() throws Exception {
        try (Credentials credentials = Credentials.judgedFor(issuer)) {
            credentials.accepted(token(credentials, Kind.SESSION));
            issuer.fail("/clerk/.well-known/jwks.json", 503, Map.of(), "");
            issuer.fail("/clerk/.well-known/openid-configuration", 503, Map.of(), "");

            for (int minutes = 0; minutes < 240; minutes += 60) {
                credentials.pass(Duration.ofMinutes(60));
                credentials.assertRefused(unknown(credentials, minutes), Reason.UNKNOWN_KEY);
                credentials.accepted(fresh(credentials).value());
            }
            int before = fetches();
            for (int i = 0; i < 50; i++) {
                credentials.assertRefused(unknown(credentials, 1000 + i), Reason.UNKNOWN_KEY);
            }
            assertThat(fetches() - before).isLessThanOrEqualTo(1);
        }
    }

    private static TestToken fresh(Credentials credentials) {
        return credentials.tokens.sessionToken();
    }

    private static String unknown(Credentials credentials, int number) {
        return fresh(credentials)
                .header("kid", "ins_unknown" + number)
                .signedBy(STRANGER)
                .value();
    }

    private int fetches() {
        return issuer.requests("/clerk/.well-known/jwks.json");
    }

    private static String token(Credentials credentials, Kind kind) {
        return kind.shape.apply(credentials.tokens.sessionToken()).value();
    }

    private static String setting(Kind kind) {
        return "hubify.resource.clerk.accept." + kind.setting;
    }

    private static Arguments bent(Kind kind, UnaryOperator<TestToken> bend, Reason reason) {
        return Arguments.of(kind, bend, reason);
    }
}
