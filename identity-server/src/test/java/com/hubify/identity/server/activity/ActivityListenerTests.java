package com.hubify.identity.server.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyVerification.Reason;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyChanged;
import com.hubify.identity.server.apikey.expiry.ApiKeyExpiring;
import com.hubify.identity.server.apikey.issuance.ApiKeyCreated;
import com.hubify.identity.server.apikey.leak.ApiKeyLeaked;
import com.hubify.identity.server.apikey.leak.LeakResponse;
import com.hubify.identity.server.login.SignedIn;
import com.hubify.identity.server.page.RequestFailed;
import com.hubify.identity.server.standing.Ends;
import com.hubify.identity.server.standing.Standing;
import com.hubify.identity.server.standing.StandingChanged;
import com.hubify.testing.TestClock;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.dao.QueryTimeoutException;

class ActivityListenerTests {

    private static final String OWNER = TestApiKeys.OWNER.value();

    private final TestClock clock = TestClock.standing();
    private final InMemoryActivities activities = new InMemoryActivities();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final ActivityListener listener = new ActivityListener(activities, keys, clock);
    private final ApiKey key = TestApiKeys.usable().key();

    @BeforeEach
    void somebodyHasAKey() {
        keys.add(key);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"REVOKED", "EXPIRED", "NETWORK"})
    void ownerSeesThatAKeyOfTheirsWasTriedOnceAMinute(Reason reason) {
        for (int i = 0; i < 100; i++) {
            listener.on(new ApiKeyRefused(reason, key.id(), TestClock.START));
        }

        assertThat(activities.of(OWNER)).singleElement().satisfies(activity -> {
            assertThat(activity.about()).containsEntry("key", "hfy_key_abcd1234…");
            assertThat(texts()).containsKeys("activity.did." + activity.kind(), "activity.advice." + activity.kind());
        });
    }

    /** Attack: fill the record of somebody whose key's id is known, with secrets that are made up. */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"WRONG_SECRET", "UNKNOWN", "MALFORMED"})
    void whoDoesNotHaveTheKeyWritesNothing(Reason reason) {
        listener.on(new ApiKeyRefused(reason, key.id(), TestClock.START));

        assertThat(activities.of(OWNER)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ApiKeyRevoked.Cause.class)
    void thereAreWordsForEachCause(ApiKeyRevoked.Cause cause) {
        listener.on(new ApiKeyRevoked(key.id(), key.owner(), cause, TestClock.START));

        assertThat(activities.of(OWNER))
                .singleElement()
                .satisfies(activity -> assertThat(texts()).containsKey("activity.did." + activity.kind()));
    }

    /** Attack: create a key that may do everything, and rename, revoke and let expire others until its creation is trimmed away. */
    @Test
    void whatIsDoneToKeysIsApartFromTheirCreation() {
        Map<String, ActivitySort> sorts = new HashMap<>();
        Set<String> folded = new HashSet<>();
        ActivityListener noting = new ActivityListener(
                new InMemoryActivities() {
                    @Override
                    public void note(String account, ActivitySort sort, Activity activity, String same) {
                        sorts.put(activity.kind(), sort);
                        folded.add(same);
                    }
                },
                keys,
                clock);

        noting.on(new ApiKeyCreated(key.id(), key.owner(), Scopes.none(), TestClock.START));
        noting.on(new ApiKeyChanged(key.id(), key.owner(), key.scopes(), null, key.allowedIps(), TestClock.START));
        noting.on(new ApiKeyRevoked(key.id(), key.owner(), ApiKeyRevoked.Cause.OWNER, TestClock.START));
        noting.on(new ApiKeyExpiring(key.id(), key.owner(), 7, TestClock.START, TestClock.START));

        assertThat(sorts)
                .isEqualTo(Map.of(
                        "key-created",
                        ActivitySort.KEYS,
                        "key-changed",
                        ActivitySort.KEY_CHANGES,
                        "key-revoked-owner",
                        ActivitySort.KEY_ENDS,
                        "key-expiring-7",
                        ActivitySort.KEY_ENDS));
        assertThat(folded).contains("abcd1234");
    }

    @Test
    void ownerSeesWhereAKeyWasFoundAndThatOneExpires() {
        listener.on(new ApiKeyLeaked(
                key.id(), key.owner(), LeakResponse.QUARANTINE, "commit", "https://git.example/x", TestClock.START));
        listener.on(new ApiKeyExpiring(key.id(), key.owner(), 7, TestClock.START, TestClock.START));

        assertThat(activities.of(OWNER))
                .allSatisfy(activity -> assertThat(texts()).containsKey("activity.did." + activity.kind()))
                .first()
                .satisfies(leak -> assertThat(leak.about()).containsEntry("place", "https://git.example/x"));
    }

    @Test
    void referenceIsOfWhoeverSawIt() {
        listener.on(new RequestFailed("7K3M9Q2X", 500, "java.lang.Error", OWNER));
        listener.on(new RequestFailed("ABCD2345", 500, "java.lang.Error", null));

        assertThat(activities.of(OWNER))
                .singleElement()
                .satisfies(activity -> assertThat(activity.about()).containsEntry("reference", "7K3M9Q2X"));
    }

    @Test
    void forgetsPeopleWhoWereDeletedAlone() {
        listener.on(new SignedIn(OWNER, "sid"));
        listener.on(new StandingChanged(key.owner(), Standing.BANNED, Ends.EVERYTHING, true, TestClock.START));
        assertThat(activities.of(OWNER)).hasSize(1);

        listener.on(new StandingChanged(key.owner(), Standing.DELETED, Ends.EVERYTHING, true, TestClock.START));

        assertThat(activities.of(OWNER)).isEmpty();
    }

    /** Fault: Redis is full. What the person does goes on; the audit trail decides whether it may. */
    @Test
    void nothingFailsBecauseItCannotBeRecorded() {
        ActivityListener broken = new ActivityListener(
                new Activities() {
                    @Override
                    public void note(String account, ActivitySort sort, Activity activity, String same) {
                        throw new QueryTimeoutException("away");
                    }

                    @Override
                    public void erase(String account) {
                        throw new QueryTimeoutException("away");
                    }

                    @Override
                    public List<Activity> of(String account) {
                        return List.of();
                    }
                },
                keys,
                clock);

        assertThatNoException().isThrownBy(() -> broken.on(new SignedIn(OWNER, "sid")));
        assertThatNoException()
                .isThrownBy(() -> broken.on(new ApiKeyCreated(key.id(), key.owner(), Scopes.none(), TestClock.START)));
    }

    private static Properties texts() {
        try {
            return PropertiesLoaderUtils.loadProperties(new ClassPathResource("messages.properties"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
