package com.hubify.identity.server.revocation;

import io.lettuce.core.cluster.RedisClusterClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;

/**
 * Reads what {@link RedisRevocations} writes, on a connection of its own: a blocking read would delay every other command of
 * the node. A failed read closes the connection, so that the next one does not wait for the driver to reconnect.
 *
 * <p>Redis 6.2 does not tell up to where a stream was trimmed. So a position is valid only while its entry, or an older one,
 * is in the log; otherwise there is a gap, and the recent revocations are read instead. After Redis has lost writes, it may
 * have other entries: a missing entry at the position is a gap, too.
 */
class RedisRevocationLog implements RevocationLog {

    /** Well below the time-out of commands, and below the age that introspection accepts. */
    private static final Duration WAIT = Duration.ofMillis(100);

    private static final int PAGE = 5_000;

    private static final String GAP = "gap";

    private static final String INFO = """
            local last, first = '0-0', false
            if redis.call('EXISTS', KEYS[1]) == 1 then
                local info = redis.call('XINFO', 'STREAM', KEYS[1])
                for i = 1, #info, 2 do
                    if info[i] == 'last-generated-id' then last = info[i + 1] end
                    if info[i] == 'first-entry' and info[i + 1] then first = info[i + 1][1] end
                end
            end
            """;

    private static final byte[] AFTER = utf8(INFO + """
            local function later(one, other)
                local a, b = string.match(one, '(%d+)-(%d+)')
                local c, d = string.match(other, '(%d+)-(%d+)')
                if a ~= c then return tonumber(a) > tonumber(c) end
                return tonumber(b) > tonumber(d)
            end
            if last == ARGV[1] then return {'read'} end
            if later(ARGV[1], last) or not first or later(first, ARGV[1]) then return {'gap'} end
            if #redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1]) == 0 then return {'gap'} end
            local lines = {'read'}
            for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[2])) do
                local field = {}
                for i = 1, #entry[2], 2 do field[entry[2][i]] = entry[2][i + 1] end
                table.insert(lines, table.concat({entry[1], field['kind'], field['by'], field['id']}, ' '))
            end
            return lines
            """);

    private static final byte[] END = utf8(INFO + """
            local time = redis.call('TIME')
            return {last, string.format('%.0f', tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000))}
            """);

    private static final byte[] RECENT = utf8("""
            return redis.call('ZREVRANGEBYSCORE', KEYS[1], ARGV[2], ARGV[1], 'LIMIT', ARGV[3], ARGV[4])
            """);

    private final LettuceConnectionFactory connections;
    private final Duration reach;
    private @Nullable RedisConnection connection;
    private CompletableFuture<?> topology = CompletableFuture.completedFuture(null);

    /**
     * @param shared the server's connection settings
     * @param reach how far back {@link #recent} reaches
     */
    RedisRevocationLog(LettuceConnectionFactory shared, Duration reach) {
        this.reach = reach;
        connections = new LettuceConnectionFactory(address(shared), shared.getClientConfiguration());
        connections.setShareNativeConnection(false);
    }

    @Override
    public Optional<List<LoggedRevocation>> after(LogPosition position, int limit) {
        List<String> lines = eval(AFTER, RedisRevocations.LOG, position.toString(), Integer.toString(limit));
        if (lines.get(0).equals(GAP)) {
            return Optional.empty();
        }
        return Optional.of(
                lines.stream().skip(1).flatMap(line -> parse(line).stream()).toList());
    }

    @Override
    public Recent recent(int limit) {
        List<String> end = eval(END, RedisRevocations.LOG);
        long since = Long.parseLong(end.get(1)) - reach.toMillis();
        // Newest first, so that additions don't shift pages past entries.
        Map<String, LoggedRevocation> found = new LinkedHashMap<>();
        String to = "+inf";
        long last = -1;
        int seen = 0; // of those at `to`
        int wanted;
        List<String> page;
        do {
            // Entries may have been removed since the last page, which shifts others: some are read again. Entries
            // may have been added: each page begins after the previous one, or a flood of entries in one millisecond
            // would repeat the same page for ever.
            int again = Math.min(seen, PAGE / 2);
            wanted = Math.min(PAGE, limit - found.size()) + again;
            seen -= again;
            page = eval(
                    RECENT,
                    RedisRevocations.RECENT,
                    Long.toString(since),
                    to,
                    Integer.toString(seen),
                    Integer.toString(wanted));
            for (String line : page) {
                LoggedRevocation entry = parse(line).orElseThrow();
                seen = entry.position().millis() == last ? seen + 1 : 1;
                last = entry.position().millis();
                if (found.size() < limit) {
                    found.putIfAbsent(line, entry);
                }
            }
            to = Long.toString(last);
        } while (page.size() == wanted && found.size() < limit);
        List<LoggedRevocation> entries = new ArrayList<>(found.values());
        Collections.reverse(entries);
        return new Recent(entries, LogPosition.parse(end.get(0)).orElseThrow(), since);
    }

    @Override
    public void await(LogPosition position) {
        reading(open -> Objects.requireNonNull(open.streamCommands()
                .xRead(
                        StreamReadOptions.empty().block(WAIT).count(1),
                        StreamOffset.create(utf8(RedisRevocations.LOG), ReadOffset.from(position.toString())))));
    }

    @Override
    public void close() {
        letGo();
        connections.destroy();
    }

    private List<String> eval(byte[] script, String key, String... arguments) {
        byte[][] words = new byte[arguments.length + 1][];
        words[0] = utf8(key);
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = utf8(arguments[i]);
        }
        List<byte[]> lines = reading(open -> Objects.requireNonNull(
                open.scriptingCommands().<List<byte[]>>eval(script, ReturnType.MULTI, 1, words)));
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    private <T> T reading(Function<RedisConnection, T> read) {
        boolean done = false;
        try {
            T result = read.apply(open());
            done = true;
            return result;
        } finally {
            if (!done) {
                letGo();
                renewTopology();
            }
        }
    }

    private RedisConnection open() {
        if (!connections.isRunning()) {
            connections.start();
        }
        if (connection == null) {
            connection = connections.getConnection();
        }
        return connection;
    }

    // One at a time: a node that hangs delays it, and attempts follow each other fast.
    private void renewTopology() {
        if (topology.isDone()
                && connections.isRunning()
                && connections.getNativeClient() instanceof RedisClusterClient cluster) {
            topology = cluster.refreshPartitionsAsync().toCompletableFuture();
        }
    }

    private void letGo() {
        RedisConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** Parses {@code ENTRY KIND BY ID}; the id is last, because it may contain spaces. */
    private static Optional<LoggedRevocation> parse(String line) {
        String[] words = line.split(" ", 4);
        return LogPosition.parse(words[0])
                .map(position -> new LoggedRevocation(position, words[1], words[3], Long.parseLong(words[2])));
    }

    private static RedisConfiguration address(LettuceConnectionFactory shared) {
        if (shared.getClusterConfiguration() != null) {
            return shared.getClusterConfiguration();
        }
        return shared.getSentinelConfiguration() != null
                ? shared.getSentinelConfiguration()
                : shared.getStandaloneConfiguration();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
