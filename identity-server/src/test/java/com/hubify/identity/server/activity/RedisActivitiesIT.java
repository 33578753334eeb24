package com.hubify.identity.server.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RedisServer(version = RedisVersion.MACHINE)
class RedisActivitiesIT extends RedisContract {

    private static final String ADA = "user_ada";

    private final TestClock clock = TestClock.standing();
    private final RedisActivities activities = new RedisActivities(redis, clock);
    private final RedisActivities onOtherNode = new RedisActivities(otherNode, clock);

    RedisActivitiesIT(Redis server) {
        super(server);
    }

    @BeforeEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void keepsThemNewestFirstForNinetyDays() {
        note("key-created", ActivitySort.KEYS, Map.of("key", "hfy_key_abcd1234…"));
        clock.wind(Duration.ofDays(89));
        note("signed-in", ActivitySort.SIGN_INS, Map.of());

        assertThat(onOtherNode.of(ADA)).extracting(Activity::kind).containsExactly("signed-in", "key-created");
        assertThat(onOtherNode.of(ADA).get(1).about()).containsEntry("key", "hfy_key_abcd1234…");
        assertThat(onOtherNode.of("user_mallory")).isEmpty();

        clock.wind(Duration.ofDays(2));

        assertThat(activities.of(ADA)).extracting(Activity::kind).containsExactly("signed-in");
        assertThat(Objects.requireNonNull(redis.keys("*")))
                .allSatisfy(key -> assertThat(redis.getExpire(key)).isPositive());
    }

    /** Attack: a stranger floods the server with a revoked key, until the sign-in of a thief is no longer in the record. */
    @Test
    void floodOfOneSortWashesNoOtherAway() {
        note("signed-in", ActivitySort.SIGN_INS, Map.of());
        for (int i = 0; i < 500; i++) {
            activities.note(ADA, ActivitySort.REFUSALS, activity("key-refused-revoked", Map.of()), "key-" + i);
        }

        assertThat(activities.of(ADA))
                .hasSize(1 + ActivitySort.REFUSALS.most())
                .anySatisfy(activity -> assertThat(activity.kind()).isEqualTo("signed-in"));
        assertThat(memory()).isLessThan(16_000);
    }

    /** Attack: the same with one key, until the refusals of the others are no longer there. */
    @Test
    void whatIsTheSameIsOneWithItsFirstAndLastTime() {
        activities.note(ADA, ActivitySort.REFUSALS, activity("key-refused-revoked", Map.of()), "other");
        for (int i = 0; i < 30; i++) {
            (i % 2 == 0 ? activities : onOtherNode)
                    .note(ADA, ActivitySort.REFUSALS, activity("key-refused-revoked", Map.of()), "same");
            clock.wind(Duration.ofMinutes(1));
        }

        assertThat(activities.of(ADA)).hasSize(2).first().satisfies(one -> {
            assertThat(one.first()).isEqualTo(TestClock.START.getEpochSecond());
            assertThat(one.time()).isEqualTo(TestClock.START.plus(Duration.ofMinutes(29)));
        });
    }

    /** Threat: a document of a version that is yet to come takes the page away. */
    @Test
    void unreadableOneIsLeftOut() {
        note("signed-in", ActivitySort.SIGN_INS, Map.of());
        redis.opsForList().leftPush("hfy:{activity:user_ada}:sign_ins", "{\"at\":\"soon\"}");

        assertThat(activities.of(ADA)).hasSize(1);
    }

    private void note(String kind, ActivitySort sort, Map<String, String> about) {
        activities.note(ADA, sort, activity(kind, about), "");
    }

    private Activity activity(String kind, Map<String, String> about) {
        return Activity.of(kind, clock.instant(), about);
    }
}
