package com.hubify.identity.server.client.registry;

import com.hubify.identity.server.client.ClientCatalog;
import com.hubify.identity.server.redis.RedisJson;
import com.hubify.identity.server.redis.RedisKeyspace;
import com.hubify.identity.server.redis.UnreadableDocument;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStringCommands.SetOption;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.core.types.Expiration;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Repository;

/**
 * Clients of the configuration, and those registered in Redis, which can't replace the former. Spring's id of a client is
 * its client_id. They are read at each request: a change counts on all nodes at once.
 *
 * <pre>
 * hfy:client:{client id}    json string    for ever: until the client is deleted
 * hfy:clients               sorted set     ids of the clients in Redis, all with score 0; ids without a client are passed over
 * </pre>
 */
@Repository
class RedisRegisteredClients implements RegisteredClientRepository {

    private static final Logger log = LoggerFactory.getLogger(RedisRegisteredClients.class);

    /** Client ids are untrusted and become part of a Redis key. */
    private static final int LONGEST_ID = 200;

    private static final String INDEX = RedisKeyspace.key("clients");

    private static final RedisScript<Boolean> REPLACE = RedisScript.of("""
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return false end
            if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2]) end
            return true
            """, Boolean.class);

    private final ClientCatalog configured;
    private final StringRedisTemplate redis;
    private final RedisClientOrigins origins;
    private final Clock clock;

    RedisRegisteredClients(
            ClientCatalog configured, StringRedisTemplate redis, RedisClientOrigins origins, Clock clock) {
        this.origins = origins;
        this.configured = configured;
        this.redis = redis;
        this.clock = clock;
    }

    /**
     * A client that is to be stored.
     *
     * @param before null for a new one
     */
    record Write(@Nullable Read before, StoredClient after) {}

    /** What is stored of a client, and the text it was read from, by which a change finds that nobody else made one. */
    record Read(StoredClient client, String json) {}

    @Override
    public void save(RegisteredClient client) {
        if (!client.getId().equals(client.getClientId())
                || configured.find(client.getClientId()).isPresent()) {
            throw new IllegalArgumentException("client " + client.getClientId() + " can't be registered");
        }
        StoredClient stored = StoredClient.of(client);
        index(client.getClientId());
        origins.add(stored);
        redis.opsForValue().set(key(client.getClientId()), RedisJson.write(stored));
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return configured.find(clientId).or(() -> enabled(clientId)).orElse(null);
    }

    private Optional<RegisteredClient> enabled(String clientId) {
        return read(clientId)
                .map(Read::client)
                .filter(client -> !client.isDisabled())
                .flatMap(this::registered);
    }

    /** An unreadable client is treated as unknown. */
    Optional<RegisteredClient> registered(StoredClient client) {
        try {
            return Optional.of(UnreadableDocument.reading(() -> client.registered(clock.instant())));
        } catch (UnreadableDocument e) {
            return unreadable(client.clientId(), e);
        }
    }

    Optional<Read> read(String clientId) {
        if (clientId.length() > LONGEST_ID) {
            return Optional.empty();
        }
        return Optional.ofNullable(redis.opsForValue().get(key(clientId))).flatMap(json -> read(clientId, json));
    }

    private static Optional<Read> read(String clientId, String json) {
        try {
            return Optional.of(new Read(RedisJson.read(json, StoredClient.class), json));
        } catch (UnreadableDocument e) {
            return unreadable(clientId, e);
        }
    }

    private static <T> Optional<T> unreadable(String clientId, UnreadableDocument e) {
        log.warn("Stored client {} is unreadable and is treated as unknown: {}", clientId, e.getMessage());
        return Optional.empty();
    }

    /** Stores a client unless there is one of that id. The id comes first: one that is listed without a client does no harm. */
    boolean add(StoredClient client) {
        index(client.clientId());
        origins.add(client);
        return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(key(client.clientId()), RedisJson.write(client)));
    }

    /** What is stored now, if the client was as it had been read. */
    Optional<Read> replace(Read before, StoredClient after) {
        origins.add(after);
        String json = RedisJson.write(after);
        return execute(before, json) ? Optional.of(new Read(after, json)) : Optional.empty();
    }

    /** Whether the client was as it had been read, and is gone. The id goes first: another one may be added in between. */
    boolean remove(Read before) {
        String clientId = before.client().clientId();
        redis.opsForZSet().remove(INDEX, clientId);
        RedisClientOrigins.of(before.client()).forEach(origin -> origins.remove(origin, clientId));
        boolean isGone = execute(before, "");
        if (!isGone) {
            index(clientId);
            origins.add(before.client());
        }
        return isGone;
    }

    private boolean execute(Read before, String after) {
        String key = key(before.client().clientId());
        return Boolean.TRUE.equals(redis.execute(REPLACE, List.of(key), before.json(), after));
    }

    /**
     * Several as {@link #add} and {@link #replace} do, in one go: Redis answers none before it is on its disk, and writes those that
     * wait together.
     *
     * @return of each whether it is stored
     */
    List<Boolean> write(List<Write> writes) {
        if (writes.isEmpty()) {
            return List.of();
        }
        Set<TypedTuple<String>> ids = writes.stream()
                .map(write -> TypedTuple.of(write.after().clientId(), 0.0))
                .collect(Collectors.toSet());
        redis.opsForZSet().add(INDEX, ids);
        origins.add(writes.stream().map(Write::after).toList());
        List<Object> answers = redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            writes.forEach(write -> write(write, connection));
            return null;
        });
        return answers.stream().map(Boolean.TRUE::equals).toList();
    }

    private static void write(Write write, RedisConnection connection) {
        byte[] key = bytes(key(write.after().clientId()));
        byte[] json = bytes(RedisJson.write(write.after()));
        Read before = write.before();
        if (before == null) {
            connection.stringCommands().set(key, json, Expiration.persistent(), SetOption.ifAbsent());
        } else {
            connection
                    .scriptingCommands()
                    .eval(bytes(REPLACE.getScriptAsString()), ReturnType.BOOLEAN, 1, key, bytes(before.json()), json);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Clients in Redis in the order of their ids, from the one after that id, without those of the configuration and those that can't
     * be read.
     */
    List<StoredClient> after(String clientId, int most) {
        List<StoredClient> found = new ArrayList<>();
        String last = clientId;
        while (found.size() < most) {
            List<String> ids = idsAfter(last, most);
            if (ids.isEmpty()) {
                break;
            }
            last = ids.get(ids.size() - 1);
            readAll(ids).stream()
                    .map(Read::client)
                    .filter(client -> configured.find(client.clientId()).isEmpty())
                    .filter(client -> registered(client).isPresent())
                    .limit((long) most - found.size())
                    .forEach(found::add);
        }
        return found;
    }

    private List<String> idsAfter(String clientId, int most) {
        Range<String> rest = Range.of(Range.Bound.exclusive(clientId), Range.Bound.unbounded());
        Set<String> ids =
                redis.opsForZSet().rangeByLex(INDEX, rest, Limit.limit().count(most));
        return ids == null ? List.of() : List.copyOf(ids);
    }

    /** Those of these ids that are there. */
    List<Read> readAll(List<String> ids) {
        List<@Nullable String> stored = redis.opsForValue()
                .multiGet(ids.stream().map(RedisRegisteredClients::key).toList());
        List<Read> clients = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String json = stored == null ? null : stored.get(i);
            if (json != null) {
                read(ids.get(i), json).ifPresent(clients::add);
            }
        }
        return clients;
    }

    private void index(String clientId) {
        redis.opsForZSet().add(INDEX, clientId, 0);
    }

    private static String key(String clientId) {
        return RedisKeyspace.key("client", clientId);
    }
}
