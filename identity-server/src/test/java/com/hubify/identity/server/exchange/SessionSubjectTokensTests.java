package com.hubify.identity.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hubify.identity.clerk.ClerkTokenVerifier;
import com.hubify.identity.keys.IssuerKeys;
import com.hubify.identity.keys.KeyPace;
import com.hubify.identity.keys.KeySource;
import com.hubify.identity.keys.SignatureVerifiers;
import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SessionSubjectTokensTests {

    private static final String CLERK = "https://clerk.example.com";
    private static final String PERSON = "user_2abc";
    private static final String SESSION = "sess_2abc";
    private static final long NOW = TestClock.START.getEpochSecond();
    private static final RSAKey KEY = rsa();

    private final TestClock clock = TestClock.standing();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final AtomicBoolean isBarred = new AtomicBoolean();
    private Scopes ofRole = Scopes.parse("labs:read labs:*").orElseThrow();

    @Test
    void nameSessionPersonAndMembership() {
        Subject subject = verify(
                        settings(Map.of("scopes", List.of("labs:read"), "admin", List.of("labs:*"))),
                        claims(Map.of(
                                "o", Map.of("id", "org_2abc", "slg", "acme", "rol", "admin"), "fva", List.of(2, -1))))
                .orElseThrow();

        assertThat(subject.id()).isEqualTo(PERSON);
        assertThat(subject.scopes()).hasToString("labs:read labs:*");
        assertThat(subject.claims())
                .isEqualTo(Map.of(
                        "sid",
                        SESSION,
                        "org_id",
                        "org_2abc",
                        "org_role",
                        "org:admin",
                        "auth_time",
                        NOW - 180,
                        "acr",
                        "urn:hubify:acr:proved"));
        assertThat(subject.lineage().ancestors())
                .containsExactlyInAnyOrder(
                        new Ancestor(Ancestor.Kind.SUBJECT, PERSON),
                        new Ancestor(Ancestor.Kind.SIGN_INS, PERSON),
                        new Ancestor(Ancestor.Kind.SESSION, SESSION),
                        new Ancestor(Ancestor.Kind.ORGANIZATION, "org_2abc"),
                        Ancestor.membership("org_2abc", PERSON));
        assertThat(events.published()).isEmpty();
    }

    /** Attack: a token for ten minutes from a session that has just ended, or from somebody thrown out a moment ago. */
    @ParameterizedTest
    @MethodSource
    void areRefusedOnceWhatTheyDescendFromHasEnded(Ancestor ancestor) {
        Map<String, Object> claims = claims(Map.of("o", Map.of("id", "org_2abc", "rol", "admin")));
        revocations.publish(new Revocation(ancestor, clock.instant()));

        // Dated ahead, as by a clock of Clerk that is.
        claims.put("iat", NOW + 4);
        assertThat(verify(settings(Map.of()), claims)).isEmpty();
        assertThat(events.published()).containsExactly(new SessionTokenRefused("revoked", PERSON));
    }

    static Stream<Ancestor> areRefusedOnceWhatTheyDescendFromHasEnded() {
        return Stream.of(
                new Ancestor(Ancestor.Kind.SUBJECT, PERSON),
                new Ancestor(Ancestor.Kind.SIGN_INS, PERSON),
                new Ancestor(Ancestor.Kind.SESSION, SESSION),
                new Ancestor(Ancestor.Kind.ORGANIZATION, "org_2abc"),
                Ancestor.membership("org_2abc", PERSON));
    }

    /** Attack: get by exchange what the role in the organization may not have by any other grant. */
    @Test
    void giveNoMoreThanTheRoleMayHave() {
        ofRole = Scopes.parse("labs:read").orElseThrow();
        Map<String, Object> member = claims(Map.of("o", Map.of("id", "org_2abc", "rol", "member")));

        assertThat(verify(settings(Map.of()), member).orElseThrow().scopes()).hasToString("labs:read");
        assertThat(verify(settings(Map.of()), claims(Map.of())).orElseThrow().scopes())
                .hasToString("*");
    }

    @Test
    void areRefusedOfSomebodyWhoIsBarred() {
        isBarred.set(true);

        assertThat(verify(settings(Map.of()), claims(Map.of()))).isEmpty();
        assertThat(events.published()).containsExactly(new SessionTokenRefused("barred", PERSON));
    }

    /** Attack: all that the instance signs besides, and all that others do. The answer is one; the audit trail tells why. */
    @ParameterizedTest
    @CsvSource({
        "iss, https://clerk.example.org, claims",
        "sid, session, claims",
        "sub, mch_2abc, claims",
        "sts, pending, pending",
        "client_id, Ab3dEf6hIj9kLm2n, claims",
        "azp, https://evil.example, origin",
        "azp, , origin",
    })
    void areRefusedUnlessTheyAreOfASessionForAPageOfOurs(String claim, String value, String reason) {
        Map<String, Object> claims = claims(Map.of("azp", "https://app.example.com"));
        SessionTokenProperties ours = settings(Map.of("parties", List.of("https://app.example.com")));
        assertThat(verify(ours, claims)).isPresent();

        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        assertThat(verify(ours, claims)).isEmpty();
        assertThat(events.published())
                .singleElement()
                .isInstanceOfSatisfying(
                        SessionTokenRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void areRefusedThatAnybodyCanHaveMade() {
        SessionSubjectTokens tokens = tokens(settings(Map.of()));
        RSAKey stranger = rsa();

        assertThat(tokens.verify("hfy_key_1")).isEmpty();
        assertThat(tokens.verify(sign(Map.of("alg", "RS256", "kid", "ins_1"), claims(Map.of()), stranger)))
                .isEmpty();
        assertThat(tokens.verify(sign(Map.of("alg", "RS256", "kid", "ins_2"), claims(Map.of()), stranger)))
                .isEmpty();
        assertThat(tokens.verify(sign(Map.of("alg", "RS256", "kid", "ins_1", "typ", "at+jwt"), claims(Map.of()), KEY)))
                .isEmpty();
        assertThat(events.published())
                .extracting(refused -> ((SessionTokenRefused) refused).reason())
                .containsExactly("malformed", "signature", "unknown_key", "header");
        assertThat(events.published()).noneMatch(refused -> ((SessionTokenRefused) refused).isGenuine());
    }

    @Test
    void areExchangedWhileClerkIsAwayAndItsKeysAreKnown() {
        SessionSubjectTokens tokens = tokens(settings(Map.of()));
        isAway.set(true);
        assertThatThrownBy(() -> tokens.verify(sign(claims(Map.of())))).isInstanceOf(ClerkKeysUnavailable.class);

        SessionSubjectTokens later = tokens(settings(Map.of()));
        isAway.set(false);
        assertThat(later.verify(sign(claims(Map.of())))).isPresent();
        isAway.set(true);
        assertThat(later.verify(sign(claims(Map.of())))).isPresent();
        assertThat(later.verify(sign(Map.of("alg", "RS256", "kid", "ins_2"), claims(Map.of()), KEY)))
                .isEmpty();
    }

    @Test
    void nameWhoImpersonatesThePersonWhereThatIsAllowed() {
        Map<String, Object> claims =
                claims(Map.of("act", Map.of("sub", "user_support", "iss", "https://dashboard.clerk.com")));

        assertThat(verify(settings(Map.of()), claims)).isEmpty();
        assertThat(verify(settings(Map.of("impersonation", List.of("true"))), claims)
                        .orElseThrow()
                        .claims())
                .containsEntry("act", Map.of("sub", "user_support"));
        assertThat(events.published()).last().isEqualTo(new Impersonated(PERSON, "user_support", SESSION));
    }

    /** Secure where the operator said nothing; at work on a laptop, where Clerk is stood in for. */
    @ParameterizedTest
    @CsvSource({
        ", , https://clerk.example.com, false, false",
        ", , http://127.0.0.1:9090, true, false",
        ", https://app.example.com, https://clerk.example.com, true, false",
        "true, , https://clerk.example.com, true, true",
        "false, https://app.example.com, http://127.0.0.1:9090, false, false",
    })
    void areOfferedWhereTheSettingsSaySo(Boolean enabled, String party, String issuer, boolean on, boolean open) {
        SessionTokenProperties properties = new SessionTokenProperties(
                enabled,
                party == null ? Set.of() : Set.of(party),
                false,
                false,
                List.of("*"),
                Map.of(),
                Map.of(),
                null,
                List.of(),
                Duration.ofMinutes(1));

        assertThat(properties.isOn(issuer)).isEqualTo(on);
        assertThat(properties.isOpen(issuer)).isEqualTo(open);
    }

    private Optional<Subject> verify(SessionTokenProperties settings, Map<String, Object> claims) {
        return tokens(settings).verify(sign(claims));
    }

    private SessionSubjectTokens tokens(SessionTokenProperties settings) {
        IssuerKeys keys = IssuerKeys.of(new Source(), KeyPace.CLERK, new SignatureVerifiers(), Ticker.systemTicker());
        return new SessionSubjectTokens(
                new ClerkTokenVerifier(keys, settings.policy(CLERK), clock),
                true,
                revocations,
                person -> isBarred.get(),
                token -> token.organization() == null ? token.scopes() : ofRole,
                events);
    }

    private final class Source implements KeySource {

        @Override
        public String issuer() {
            return CLERK;
        }

        @Override
        public JWKSet keys() throws IOException {
            if (isAway.get()) {
                throw new IOException("away");
            }
            return new JWKSet(KEY.toPublicJWK());
        }
    }

    private static SessionTokenProperties settings(Map<String, List<String>> settings) {
        return new SessionTokenProperties(
                true,
                Set.copyOf(settings.getOrDefault("parties", List.of())),
                false,
                settings.containsKey("impersonation"),
                settings.getOrDefault("scopes", List.of("*")),
                settings.containsKey("admin") ? Map.of("admin", settings.get("admin")) : Map.of(),
                Map.of(),
                null,
                List.of(),
                Duration.ofMinutes(1));
    }

    private static Map<String, Object> claims(Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss", CLERK, "sub", PERSON, "sid", SESSION, "sts", "active", "v", 2, "iat", NOW, "exp", NOW + 60));
        claims.putAll(more);
        return claims;
    }

    private static String sign(Map<String, Object> claims) {
        return sign(Map.of("alg", "RS256", "kid", "ins_1", "typ", "JWT", "cat", "cl_B7d4PD111AAA"), claims, KEY);
    }

    private static String sign(Map<String, Object> header, Map<String, Object> claims, RSAKey key) {
        try {
            JWSObject token = new JWSObject(JWSHeader.parse(header), new Payload(claims));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("ins_1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
