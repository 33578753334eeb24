package com.hubify.identity.server.apikey.introspection;

import static org.assertj.core.api.Assertions.assertThat;

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
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
    private final KnownApiKeys known =
            new KnownApiKeys(new StoredApiKeyVerifier(keys, revoker, revocations, clock, events), revocations, clock);

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

    private boolean isGood(String presented) {
        return known.verify(presented) instanceof ApiKeyVerification.Accepted;
    }
}
