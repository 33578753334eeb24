package com.hubify.identity.server.explanation;

import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStringCommands.SetOption;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.types.Expiration;
import org.springframework.stereotype.Repository;

/**
 * Explanations in Redis.
 *
 * <pre>
 * hfy:refusals:SHELF        list     explanations as JSON, newest first; as many as the shelf holds, until kept after the latest
 * hfy:refusal:REFERENCE     string   the first shelf of an explanation, as long as it is there
 * </pre>
 */
@Repository
@EnableConfigurationProperties(ExplanationProperties.class)
class RedisExplanations implements Explanations {

    private final StringRedisTemplate redis;
    private final Duration kept;

    RedisExplanations(StringRedisTemplate redis, ExplanationProperties properties) {
        this.redis = redis;
        this.kept = properties.kept();
    }

    @Override
    public void add(List<Explanation> refused) {
        redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            refused.forEach(each -> add(each, connection));
            return null;
        });
        refused.stream().flatMap(each -> each.shelves().stream()).distinct().forEach(this::trim);
    }

    private void add(Explanation refused, RedisConnection connection) {
        byte[] json = bytes(RedisJson.write(refused));
        for (Shelf shelf : refused.shelves()) {
            byte[] list = bytes(list(shelf.name()));
            connection.listCommands().lPush(list, json);
            connection.keyCommands().expire(list, kept.toSeconds());
        }
        connection
                .stringCommands()
                .set(
                        bytes(pointer(refused.reference())),
                        bytes(refused.shelves().get(0).name()),
                        Expiration.from(kept),
                        SetOption.ifAbsent());
    }

    /** With their pointers, of which there would be more and more otherwise. */
    private void trim(Shelf shelf) {
        Long size = redis.opsForList().size(list(shelf.name()));
        if (size == null || size <= shelf.most()) {
            return;
        }
        List<String> displaced = redis.opsForList().rightPop(list(shelf.name()), size - shelf.most());
        if (displaced != null) {
            redis.unlink(displaced.stream()
                    .map(json -> RedisJson.read(json, Explanation.class))
                    .filter(each -> each.shelves().get(0).equals(shelf))
                    .map(each -> pointer(each.reference()))
                    .toList());
        }
    }

    @Override
    public Optional<Explanation> find(String reference) {
        return Optional.ofNullable(redis.opsForValue().get(pointer(reference))).flatMap(shelf -> on(shelf, reference));
    }

    @Override
    public Optional<Explanation> find(String reference, List<Shelf> shelves) {
        return shelves.stream()
                .flatMap(shelf -> on(shelf.name(), reference).stream())
                .findFirst();
    }

    /** The oldest one with this reference: another one would be of a service that repeats references of others. */
    private Optional<Explanation> on(String shelf, String reference) {
        List<String> all = redis.opsForList().range(list(shelf), 0, -1);
        return all == null
                ? Optional.empty()
                : all.stream()
                        .map(json -> RedisJson.read(json, Explanation.class))
                        .filter(each -> each.reference().equals(reference))
                        .reduce((newer, older) -> older);
    }

    private static String list(String shelf) {
        return RedisKeyspace.key("refusals", shelf);
    }

    private static String pointer(String reference) {
        return RedisKeyspace.key("refusal", reference);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
