package com.hubify.identity.benchmarks.server;

import com.hubify.identity.parts.redis.Redis;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often Redis has been sent each of its commands, those that scripts send included. */
final class RedisCommands {

    private static final Pattern LINE = Pattern.compile("cmdstat_([^:]+):calls=(\\d+)");

    /** Commands of the measurement itself. */
    private static final String INFO = "info";

    private final Map<String, Long> calls;

    private RedisCommands(Map<String, Long> calls) {
        this.calls = calls;
    }

    static RedisCommands none() {
        return new RedisCommands(new TreeMap<>());
    }

    /** As Redis has counted them since it started. */
    static RedisCommands countedBy(Redis redis) {
        Map<String, Long> calls = new TreeMap<>();
        Matcher lines = LINE.matcher(redis.ask("INFO commandstats"));
        while (lines.find()) {
            if (!lines.group(1).equals(INFO)) {
                calls.put(lines.group(1), Long.parseLong(lines.group(2)));
            }
        }
        return new RedisCommands(calls);
    }

    /** What has come since an earlier count. */
    RedisCommands since(RedisCommands earlier) {
        Map<String, Long> more = new TreeMap<>();
        calls.forEach((command, count) -> {
            long added = count - earlier.of(command);
            if (added > 0) {
                more.put(command, added);
            }
        });
        return new RedisCommands(more);
    }

    RedisCommands plus(RedisCommands other) {
        Map<String, Long> sum = new TreeMap<>(calls);
        other.calls.forEach((command, count) -> sum.merge(command, count, Long::sum));
        return new RedisCommands(sum);
    }

    Iterable<String> names() {
        return calls.keySet();
    }

    long of(String command) {
        return calls.getOrDefault(command, 0L);
    }
}
