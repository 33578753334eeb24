package com.hubify.identity.server.login.clerk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.hubify.identity.server.clerk.ClerkHost;
import com.hubify.identity.server.clerk.ClerkKeys;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.clerk.StubClerk;
import com.hubify.testing.TestClock;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.client.RestClient;

/** What becomes of sign-ins while Clerk is away, slow, wrong, has other keys, or another clock. */
class ClerkOutageTests {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String JWKS = "/.well-known/jwks.json";
    private static final String INSTANCE = "ins_2a";
    private static final RSAKey KEY = key(INSTANCE);
    private static final RSAKey NEXT_KEY = key(INSTANCE);
    private static final RSAKey OTHER_KEY = key("ins_2b");

    private final TestClock clock = TestClock.standing();
    private final AtomicLong ticker = new AtomicLong();
    private StubClerk clerk;
    private ClerkRegistrations registrations;
    private JwtDecoder decoder;

    @BeforeEach
    void begin() throws IOException {
        clerk = new StubClerk();
        clerk.answer(DISCOVERY, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/oauth/authorize","token_endpoint":"%1$s/oauth/token",
                 "jwks_uri":"%1$s/.well-known/jwks.json","subject_types_supported":["public"]}""".formatted(clerk.url()));
        publish(KEY);
        ClerkConfiguration configuration = new ClerkConfiguration();
        ClerkHost frontend = new ClerkHost("frontend", new SimpleMeterRegistry(), clock);
        RestClient http =
                RestClient.builder().requestFactory(frontend.requests()).build();
        registrations = new ClerkRegistrations(
                new ClerkProperties(clerk.url().toString(), "client", "secret", Set.of("openid")),
                http,
                "https://id.example.com",
                Runnable::run,
                ticker::get);
        ClerkKeys keys = new ClerkKeys(http, () -> clerk.url() + JWKS, Runnable::run, ticker::get);
        decoder = configuration.clerkIdTokenDecoders(keys, clock).createDecoder(registrations.clerk());
    }

    @AfterEach
    void end() {
        clerk.close();
    }

    @Test
    void signInsStartWithoutACallWhileClerkAnswers() {
        for (int i = 0; i < 100; i++) {
            assertThat(start()).isNotNull();
        }
        assertThat(clerk.calls(DISCOVERY)).isEqualTo(1);
    }

    @Test
    void whileClerkIsDownPeopleGetOurPageAndClerkFewCalls() {
        clerk.answerAlways(500, "{}");
        int refused = 0;
        for (int second = 0; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            refused += startsRefused(100);
        }
        // All but those of the first ten seconds, for which Clerk's last answer counts.
        assertThat(refused).isEqualTo(5_000);
        assertThat(clerk.calls(DISCOVERY)).isLessThanOrEqualTo(31);
        clerk.recover();
        pass(Duration.ofSeconds(2));
        assertThat(start()).isNotNull();
    }

    // A callback brings what Clerk's outage can't take away: it needs no document that is known.
    @Test
    void whatIsKnownServesThroughAnOutageOfFourHours() throws JOSEException {
        decoder.decode(idToken(KEY, Duration.ZERO));
        clerk.closeConnections();
        for (int minute = 0; minute < 4 * 60; minute++) {
            pass(Duration.ofMinutes(1));
            assertThat(registrations.clerk()).isNotNull();
            assertThatNoException().isThrownBy(() -> decoder.decode(idToken(KEY, Duration.ZERO)));
        }
    }

    // Wrong answers, of Clerk or in its place.
    @Test
    void garbageReplacesNothing() throws JOSEException {
        decoder.decode(idToken(KEY, Duration.ZERO));
        for (String garbage :
                new String[] {"<html>", "null", "{}", "[]", "{\"keys\":[]}", "{\"issuer\":\"https://evil.example\"}"}) {
            clerk.answerAlways(200, garbage);
            pass(Duration.ofMinutes(6));
            assertThat(registrations.clerk()).isNotNull();
            decoder.decode(idToken(KEY, Duration.ZERO));
            assertThatExceptionOfType(ClerkUnavailable.class).isThrownBy(this::start);
        }
    }

    // Attack: tokens with made-up key ids.
    @Test
    void unknownKeyIdsFetchTheKeysOnceInTenSeconds() throws JOSEException {
        decoder.decode(idToken(KEY, Duration.ZERO));
        String forged = idToken(OTHER_KEY, Duration.ZERO);
        pass(Duration.ofSeconds(10));
        for (int i = 0; i < 1_000; i++) {
            assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(forged));
        }
        assertThat(clerk.calls(JWKS)).isEqualTo(2);
    }

    @Test
    void aKeyWithAnotherIdWorksAfterOneFetch() throws JOSEException {
        decoder.decode(idToken(KEY, Duration.ZERO));
        publish(OTHER_KEY);
        pass(Duration.ofSeconds(10));

        assertThat(decoder.decode(idToken(OTHER_KEY, Duration.ZERO)).getSubject())
                .isEqualTo("user_ada");
        assertThat(clerk.calls(JWKS)).isEqualTo(2);
    }

    @Test
    void aKeyWithTheSameIdWorksAfterOneFetchAndTheOldOneNoMore() throws JOSEException {
        decoder.decode(idToken(KEY, Duration.ZERO));
        publish(NEXT_KEY);
        pass(Duration.ofSeconds(10));

        assertThat(decoder.decode(idToken(NEXT_KEY, Duration.ZERO)).getSubject())
                .isEqualTo("user_ada");
        assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(idToken(KEY, Duration.ZERO)));
        assertThat(clerk.calls(JWKS)).isEqualTo(2);
    }

    // Attack: signatures that don't match, for a key id that is known.
    @Test
    void wrongSignaturesFetchTheKeysOnceInTenSeconds() throws JOSEException {
        decoder.decode(idToken(KEY, Duration.ZERO));
        String forged = idToken(NEXT_KEY, Duration.ZERO);
        pass(Duration.ofSeconds(10));
        for (int i = 0; i < 1_000; i++) {
            assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(forged));
        }
        assertThat(clerk.calls(JWKS)).isEqualTo(2);
    }

    @Test
    void clocksMayBeAMinuteApart() throws JOSEException {
        decoder.decode(idToken(KEY, Duration.ofSeconds(30)));
        decoder.decode(idToken(KEY, Duration.ofSeconds(-30)));
        assertThatExceptionOfType(JwtException.class)
                .isThrownBy(() -> decoder.decode(idToken(KEY, Duration.ofSeconds(90))));
    }

    private ClientRegistration start() {
        return Objects.requireNonNull(registrations.whileAnswering().findByRegistrationId(ClerkRegistrations.ID));
    }

    private int startsRefused(int times) {
        int refused = 0;
        for (int i = 0; i < times; i++) {
            try {
                start();
            } catch (ClerkUnavailable e) {
                refused++;
            }
        }
        return refused;
    }

    private void publish(RSAKey key) {
        clerk.answer(JWKS, new JWKSet(key).toString());
    }

    private void pass(Duration time) {
        clock.wind(time);
        ticker.addAndGet(time.toNanos());
    }

    /** @param ahead of Clerk's clock */
    private String idToken(RSAKey key, Duration ahead) throws JOSEException {
        Date now = Date.from(clock.instant().plus(ahead));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(clerk.url().toString())
                        .subject("user_ada")
                        .audience("client")
                        .issueTime(now)
                        .notBeforeTime(now)
                        .expirationTime(Date.from(clock.instant().plus(Duration.ofDays(1))))
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
