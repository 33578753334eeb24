package com.hubify.identity.server.redis;

import com.hubify.identity.parts.redis.Redis;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What adapters of Redis promise, checked on a real one that is empty before each test. Two connections stand for two nodes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RedisContract {

    private final Redis server;
    private final LettuceConnectionFactory here;
    private final LettuceConnectionFactory there;
    protected final StringRedisTemplate redis = new StringRedisTemplate();
    protected final StringRedisTemplate otherNode = new StringRedisTemplate();

    protected RedisContract(Redis server) {
        this.server = server;
        this.here = new LettuceConnectionFactory(server.host(), server.port());
        this.there = new LettuceConnectionFactory(server.host(), server.port());
    }

    @BeforeAll
    void connect() {
        open(here, redis);
        open(there, otherNode);
    }

    @BeforeEach
    void empty() {
        server.flush();
    }

    @AfterAll
    void disconnect() {
        here.destroy();
        there.destroy();
    }

    /** Everything that lies in Redis, names and values, as text to search for what must not be there. */
    protected String everything() {
        StringBuilder all = new StringBuilder();
        for (String key : Objects.requireNonNull(redis.keys("*"))) {
            all.append(key).append('\n');
            switch (Objects.requireNonNull(redis.type(key))) {
                case STRING -> all.append(redis.opsForValue().get(key));
                case HASH -> all.append(redis.opsForHash().entries(key));
                case SET -> all.append(redis.opsForSet().members(key));
                default -> all.append('?');
            }
            all.append('\n');
        }
        return all.toString();
    }

    /** How many bytes of Redis all that lies in it takes, with the names of keys and what is kept about each. */
    protected long memory() {
        return RedisMemory.of(redis, "*");
    }

    /** Lets several callers go at the same moment, and counts those that succeed. */
    protected static long succeeding(int callers, Callable<Boolean> call) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<Boolean>> answers = threads.invokeAll(
                    IntStream.range(0, callers).mapToObj(i -> call).toList());
            return answers.stream().filter(RedisContract::result).count();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean result(Future<Boolean> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static void open(LettuceConnectionFactory connections, StringRedisTemplate template) {
        connections.start();
        template.setConnectionFactory(connections);
        template.afterPropertiesSet();
    }
}
