package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What {@link RedisApiKeys} promises besides, whichever Redis answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisApiKeysContract extends ApiKeysContract {

    private final Redis server;
    private final List<LettuceConnectionFactory> connections;
    private final StringRedisTemplate redis;

    RedisApiKeysContract(Redis server) {
        this.server = server;
        this.connections = List.of(
                new LettuceConnectionFactory(server.host(), server.port()),
                new LettuceConnectionFactory(server.host(), server.port()));
        this.redis = new StringRedisTemplate();
    }

    @BeforeAll
    void connect() {
        connections.forEach(LettuceConnectionFactory::start);
        redis.setConnectionFactory(connections.get(0));
        redis.afterPropertiesSet();
    }

    @AfterAll
    void disconnect() {
        connections.forEach(LettuceConnectionFactory::destroy);
    }

    @Override
    ApiKeys create(Clock clock) {
        server.flush();
        return node(redis, clock);
    }

    /** Another node, over a connection of its own. */
    @Override
    ApiKeys otherNode(Clock clock) {
        return node(new StringRedisTemplate(connections.get(1)), clock);
    }

    private static ApiKeys node(StringRedisTemplate redis, Clock clock) {
        return new RedisApiKeys(
                redis,
                new ApiKeyProperties(
                        InMemoryApiKeys.MAX_PER_OWNER,
                        InMemoryApiKeys.MAX_PER_OWNER_AND_DAY,
                        InMemoryApiKeys.MAX_CHANGES_A_DAY,
                        InMemoryApiKeys.QUIET),
                clock);
    }

    /** Attack: read the store. Neither the secret nor the key may be found there, in names or values. */
    @Test
    void keepsNoSecretAtRest() {
        TestClock clock = TestClock.standing();
        ApiKeys keys = create(clock);
        keys.add(TestApiKeys.usable().key());

        Set<String> names = Objects.requireNonNull(redis.keys("*"));
        String document = (String) redis.opsForHash().get("hfy:{apikeys:user_2abc}:live", "abcd1234");

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "hfy:apikey:abcd1234",
                        "hfy:{apikeys:user_2abc}:live",
                        "hfy:{apikeys:user_2abc}:index",
                        "hfy:{apikeys:user_2abc}:made");
        assertThat(document).isNotNull().doesNotContain(TestApiKeys.SECRET);
    }

    @Test
    void forgetsRevokedKeysAfterAWhile() {
        TestClock clock = TestClock.standing();
        ApiKeys keys = create(clock);
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);
        keys.noteUse(key.id(), clock.instant());

        keys.revoke(key.id(), clock.instant());

        assertThat(redis.getExpire("hfy:{apikeys:user_2abc}:revoked:abcd1234"))
                .isCloseTo(Duration.ofDays(30).toSeconds(), Offset.offset(60L));
        assertThat(redis.keys("*"))
                .containsExactlyInAnyOrder(
                        "hfy:apikey:abcd1234",
                        "hfy:{apikeys:user_2abc}:made",
                        "hfy:{apikeys:user_2abc}:revoked:abcd1234");
        assertThat(redis.getExpire("hfy:apikey:abcd1234"))
                .isCloseTo(Duration.ofDays(30).toSeconds(), Offset.offset(60L));
    }

    /** A crash after the pointer was written, before the key was: the id is spent and opens nothing. */
    @Test
    void treatsAPointerWithoutItsKeyAsNoKey() {
        TestClock clock = TestClock.standing();
        ApiKeys keys = create(clock);
        ApiKey key = TestApiKeys.usable().key();

        redis.opsForValue().set("hfy:apikey:abcd1234", "user_2abc");

        assertThat(keys.find(key.id())).isEmpty();
        assertThat(keys.revoke(key.id(), clock.instant())).isFalse();
        assertThat(keys.add(key)).isEqualTo(ApiKeys.Addition.ID_TAKEN);
    }

    /** Attack: overload the store while keys are made, so that each addition is cut short and leaves something for good. */
    @Test
    void additionThatIsCutShortLeavesNothingForGood() {
        TestClock clock = TestClock.standing();
        create(clock);
        redis.opsForValue().set("hfy:{apikeys:user_2abc}:live", "not a hash, so that the script fails");
        ApiKeys keys = new RedisApiKeys(redis, new ApiKeyProperties(100, 200, 200, Duration.ofHours(1)), clock);

        assertThatThrownBy(() -> keys.add(TestApiKeys.usable().key())).isInstanceOf(DataAccessException.class);

        assertThat(redis.getExpire("hfy:apikey:abcd1234")).isBetween(1L, 3_600L);
    }

    /** The same at the last step: the key is there, and after an hour nothing leads to it. */
    @Test
    void keyThatNothingLeadsToIsRestoredWhenItsOwnerSeesIt() {
        TestClock clock = TestClock.standing();
        ApiKeys keys = create(clock);
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);
        assertThat(redis.getExpire("hfy:apikey:abcd1234")).isEqualTo(-1);
        redis.delete("hfy:apikey:abcd1234");

        assertThat(keys.ownedBy(key.owner())).containsExactly(key);

        assertThat(keys.find(key.id())).contains(key);
        assertThat(keys.revoke(key.id(), clock.instant())).isTrue();
    }

    /** Attack: rename a key in the moment in which it gets an end, so that its pointer is there for good. */
    @Test
    void leavesThePointerOfAKeyWhoseEndDoesNotChange() {
        TestClock clock = TestClock.standing();
        ApiKeys keys = create(clock);
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);
        redis.expire("hfy:apikey:abcd1234", Duration.ofDays(31));

        keys.change(key, key.on(key.terms()));

        assertThat(redis.getExpire("hfy:apikey:abcd1234")).isPositive();
    }

    /** Keys were stored before there was an index, or by a node of the release before this one while both run. */
    @Test
    void findsWhatANodeWithoutTheIndexHasStored() {
        for (int i = 0; i < 3; i++) {
            storeWithoutIndex(TestApiKeys.usable().id(i).key());
        }
        assertThat(keys.page(TestApiKeys.OWNER, null, 0, 2).count()).isEqualTo(3);

        storeWithoutIndex(TestApiKeys.usable().id(7).key());
        assertThat(keys.ownedBy(TestApiKeys.OWNER)).hasSize(4);

        // The number stays the same.
        redis.opsForHash().delete("hfy:{apikeys:user_2abc}:live", "00000000");
        storeWithoutIndex(TestApiKeys.usable().id(8).key());
        assertThat(keys.ownedBy(TestApiKeys.OWNER))
                .extracting(key -> key.id().value())
                .containsExactly("00000001", "00000002", "00000007", "00000008");
        assertThat(redis.getExpire("hfy:{apikeys:user_2abc}:index")).isBetween(86_000L, 86_400L);
    }

    private void storeWithoutIndex(ApiKey key) {
        redis.opsForHash()
                .put("hfy:{apikeys:user_2abc}:live", key.id().value(), RedisJson.write(ApiKeyDocument.of(key)));
    }

    /** Attack: have all keys of an owner read at each look or addition, which holds up all who use the store. */
    @Test
    void readsNoMoreThanAPage() {
        fill(InMemoryApiKeys.MAX_PER_OWNER - 20);
        long all = calls("hgetall");
        long each = calls("hget");

        for (int i = 0; i < 20; i++) {
            keys.page(TestApiKeys.OWNER, null, i, 5);
            keys.add(TestApiKeys.usable().id(900 + i).key());
        }

        // Others use this Redis, too, but not as much as a look at all of them would.
        assertThat(calls("hgetall") - all).isLessThan(20);
        assertThat(calls("hget") - each).isBetween(200L, 400L);
    }

    private long calls(String command) {
        return server.ask("INFO commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_" + command + ":calls="))
                .mapToLong(line -> Long.parseLong(line.split("[=,]")[1]))
                .findFirst()
                .orElse(0);
    }

    @Test
    void forgetsRequestsAfterADay() {
        keys.add(TestApiKeys.usable().key(), new ApiKeys.Once("name", "asks for this", "sealed"));

        assertThat(redis.getExpire("hfy:{apikeys:user_2abc}:once:name")).isBetween(86_000L, 86_400L);
        assertThat(redis.getExpire("hfy:{apikeys:user_2abc}:once:name:key")).isBetween(590L, 600L);
    }

    @Test
    void dropsExpiredKeysAtTheNextAddition() {
        TestClock clock = TestClock.standing();
        ApiKeys keys = create(clock);
        ApiKey brief = TestApiKeys.usable()
                .id(1)
                .expiresAt(TestClock.START.plusSeconds(60))
                .key();
        keys.add(brief);
        keys.noteUse(brief.id(), TestClock.START);
        clock.wind(Duration.ofSeconds(60));

        keys.add(TestApiKeys.usable().id(2).key());

        assertThat(redis.opsForHash().keys("hfy:{apikeys:user_2abc}:live")).containsExactly("00000002");
        assertThat(redis.opsForHash().keys("hfy:{apikeys:user_2abc}:used")).isEmpty();
    }
}
