package com.hubify.identity.server.apikey.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.ApiKeyVerification;
import com.hubify.identity.server.apikey.ApiKeys;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.StoredApiKeyVerifier;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.attempt.TestKeyAttempts;
import com.hubify.identity.server.error.TooManyRequests;
import com.hubify.identity.server.organization.InMemoryMemberships;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class KnownApiKeysTests {

    private static final String KEY = TestApiKeys.usable().token().value();

    private final TestClock clock = TestClock.standing();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock) {
        @Override
        public synchronized Optional<ApiKey> find(ApiKeyId id) {
            lookUps.incrementAndGet();
            return super.find(id);
        }
    };
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);
    private final KnownApiKeys known = new KnownApiKeys(
            new StoredApiKeyVerifier(keys, revoker, revocations, new InMemoryMemberships(), clock, events),
            TestKeyAttempts.of(10, 20, clock),
            revocations,
            clock);

    @AfterEach
    void standDown() {
        SecurityContextHolder.clearContext();
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void looksUpOnceInAMinute() {
        keys.add(TestApiKeys.usable().key());

        isGood(KEY);
        clock.wind(ApiKeys.USE_GRAIN.minusSeconds(1));
        assertThat(isGood(KEY)).isTrue();
        assertThat(lookUps).hasValue(1);

        clock.wind(ApiKeys.USE_GRAIN);
        assertThat(isGood(KEY)).isTrue();
        assertThat(lookUps).hasValue(2);
    }

    /** Else a use would be noted again with each introspection, for as long as the key is known. */
    @Test
    void countsAKnownKeyAsUsed() {
        keys.add(TestApiKeys.usable().key());
        assertThat(known.verify(KEY))
                .isInstanceOfSatisfying(
                        ApiKeyVerification.Accepted.class,
                        it -> assertThat(it.key().lastUsedAt()).isNull());

        assertThat(known.verify(KEY))
                .isInstanceOfSatisfying(
                        ApiKeyVerification.Accepted.class,
                        it -> assertThat(it.key().lastUsedAt()).isEqualTo(TestClock.START));
    }

    /** Attack: have a limited key introspected from elsewhere, so that its uses by who may use it are not recorded. */
    @Test
    void countsALimitedKeyAsUsedNeverByItself() {
        keys.add(TestApiKeys.usable().allowedIps("10.0.0.0/8").key());
        isGood(KEY);

        assertThat(known.verify(KEY))
                .isInstanceOfSatisfying(
                        ApiKeyVerification.Accepted.class,
                        it -> assertThat(it.key().lastUsedAt()).isNull());
    }

    /** Attack: try secrets with the public id of a key that is in use. */
    @Test
    void knowsNoKeyByItsIdAlone() {
        keys.add(TestApiKeys.usable().key());
        isGood(KEY);

        assertThat(isGood(ApiKeyToken.of("abcd1234", "R".repeat(32)).value())).isFalse();

        assertThat(events.published())
                .singleElement()
                .isInstanceOfSatisfying(
                        ApiKeyRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(ApiKeyVerification.Reason.WRONG_SECRET));
        assertThat(isGood(KEY)).isTrue();
    }

    @Test
    void refusesAKnownKeyOnceItIsRevoked() {
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);
        isGood(KEY);

        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);

        assertThat(isGood(KEY)).isFalse();
    }

    @Test
    void refusesAKnownKeyOnceItHasExpired() {
        keys.add(TestApiKeys.usable().expiresAt(TestClock.START.plusSeconds(10)).key());
        assertThat(isGood(KEY)).isTrue();

        clock.wind(Duration.ofSeconds(10));

        assertThat(isGood(KEY)).isFalse();
    }

    /** Attack: make up keys with a right checksum, or secrets for the public id of a key, and have each looked up. */
    @Test
    void looksUpAFewUnknownKeysOfASender() {
        keys.add(TestApiKeys.usable().key());
        String tooMany = "Too many unknown API keys. Try again later.";

        // Ten, and one of those that are let through meanwhile.
        for (int i = 0; i < 11; i++) {
            isGood(madeUp(i % 2 == 0 ? "abcd1234" : "00000000", i));
        }

        for (int i = 11; i < 400; i++) {
            String next = madeUp("00000000", i);
            assertThatThrownBy(() -> known.verify(next))
                    .isInstanceOfSatisfying(
                            TooManyRequests.class,
                            refusal -> assertThat(refusal.retryAfterSeconds()).isEqualTo("6"))
                    .hasMessage(tooMany);
        }
        assertThat(lookUps).hasValue(11);
        assertThat(isGood("hfy_key_mistyped")).isFalse();

        clock.wind(Duration.ofSeconds(6));
        assertThat(isGood(madeUp("00000000", 400))).isFalse();
        assertThatThrownBy(() -> known.verifyAnew(madeUp("00000000", 401))).hasMessage(tooMany);
    }

    /** Attack: shut out all who share an address with the attacker. */
    @Test
    void servesKeysThatWereGoodBeforeToASenderWithTooManyUnknownOnes() {
        keys.add(TestApiKeys.usable().key());
        isGood(KEY);
        for (int i = 0; i < 10; i++) {
            isGood(madeUp("00000000", i));
        }

        clock.wind(Duration.ofSeconds(1));
        assertThat(isGood(KEY)).isTrue();
        assertThat(known.verifyAnew(KEY)).isInstanceOf(ApiKeyVerification.Accepted.class);
    }

    /** Good keys and revoked ones are no guesses. */
    @Test
    void countsWhatIsUnknownAlone() {
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);
        for (int i = 0; i < 30; i++) {
            known.verifyAnew(KEY);
        }
        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);
        for (int i = 0; i < 30; i++) {
            assertThat(isGood(KEY)).isFalse();
        }

        assertThat(isGood(madeUp("00000000", 0))).isFalse();
    }

    /** Attack: from one network, at a client or as a public client, shut out others. Or change the address within a /64. */
    @Test
    void countsEachNetworkAndEachProvenClientApart() {
        sentFrom("2001:db8::1");
        for (int i = 0; i < 11; i++) {
            isGood(madeUp("00000000", i));
        }

        sentFrom("2001:db8::ffff:1");
        assertThatThrownBy(() -> isGood(madeUp("00000000", 10))).isInstanceOf(TooManyRequests.class);
        by("hubify-cli", ClientAuthenticationMethod.NONE);
        assertThatThrownBy(() -> isGood(madeUp("00000000", 10))).isInstanceOf(TooManyRequests.class);
        sentFrom("2001:db8:0:1::1");
        assertThat(isGood(madeUp("00000000", 10))).isFalse();

        sentFrom("2001:db8::1");
        by("demo-resource", ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        for (int i = 0; i < 21; i++) {
            assertThat(isGood(madeUp("00000000", i))).isFalse();
        }
        assertThatThrownBy(() -> isGood(madeUp("00000000", 20))).isInstanceOf(TooManyRequests.class);
    }

    private static String madeUp(String id, int number) {
        return ApiKeyToken.of(id, "%032d".formatted(number)).value();
    }

    private static void sentFrom(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    private static void by(String client, ClientAuthenticationMethod method) {
        RegisteredClient registered = RegisteredClient.withId(client)
                .clientId(client)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
        SecurityContextHolder.getContext()
                .setAuthentication(new OAuth2ClientAuthenticationToken(registered, method, null));
    }

    private boolean isGood(String presented) {
        return known.verify(presented) instanceof ApiKeyVerification.Accepted;
    }
}
