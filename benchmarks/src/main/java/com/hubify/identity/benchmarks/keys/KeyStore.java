package com.hubify.identity.benchmarks.keys;

import com.hubify.identity.benchmarks.Report;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Sha256;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fills Redis with keys, each as the server has stored one that was made over HTTP. */
final class KeyStore {

    private static final Pattern USED_MEMORY = Pattern.compile("used_memory:(\\d+)");
    private static final int PROGRESS = 100_000;

    private static final String[] NAMES = {
        "ci",
        "nightly-backup",
        "Cosmology notebook of the first group",
        "paper-export",
        "grafana",
        "jupyter-hub-prod-eu-west"
    };

    private static final String[] SCOPES = {
        "labs:read",
        "labs:read experiments:*",
        "papers:read papers:write",
        "pods:read pods:write tasks:* knowledge:*",
        "*"
    };

    private final Redis redis;
    private final ObjectNode sample;
    private final int perOwner;

    /**
     * @param sample a key of an owner that the server has made
     * @param perOwner how many keys each other owner has
     */
    KeyStore(Redis redis, String owner, ApiKeyToken sample, int perOwner) {
        this.redis = redis;
        this.perOwner = perOwner;
        String stored = redis.ask("HGET " + live(owner) + " " + sample.id());
        this.sample = (ObjectNode) JsonMapper.shared().readTree(stored);
    }

    /** Adds the keys with these numbers. */
    void fill(int from, int to) {
        try (RedisPipe pipe = new RedisPipe(redis)) {
            for (int number = from; number < to; number++) {
                add(pipe, ownerOf(number), new MadeKey(number), SCOPES[number % SCOPES.length]);
                if (number % PROGRESS == PROGRESS - 1) {
                    Report.progress((number + 1) + " keys");
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds the keys with these numbers to one owner, with a scope that every person may give. */
    void fill(String owner, int from, int to) {
        try (RedisPipe pipe = new RedisPipe(redis)) {
            for (int number = from; number < to; number++) {
                add(pipe, owner, new MadeKey(number), "labs:read");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the keys with these numbers away again. */
    void drop(int from, int to) {
        try (RedisPipe pipe = new RedisPipe(redis)) {
            for (int number = from; number < to; number++) {
                String id = new MadeKey(number).id();
                pipe.send("HDEL", live(ownerOf(number)), id);
                pipe.send("HDEL", slot(ownerOf(number)) + ":used", id);
                pipe.send("DEL", "hfy:apikey:" + id);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Memory that Redis' data takes, in bytes. */
    long memory() {
        Matcher used = USED_MEMORY.matcher(redis.ask("INFO memory"));
        if (!used.find()) {
            throw new IllegalStateException("Redis does not say how much memory it uses");
        }
        return Long.parseLong(used.group(1));
    }

    private void add(RedisPipe pipe, String owner, MadeKey key, String scopes) throws IOException {
        ApiKeyToken token = key.token();
        long day = sample.path("createdAt").asLong() - key.number() % 1_000 * 86L;
        ObjectNode document = sample.deepCopy();
        document.put("id", token.id());
        document.put("owner", owner);
        document.put("name", NAMES[key.number() % NAMES.length]);
        document.put("scopes", scopes);
        document.put("secretDigest", Sha256.base64Url(token.secret()));
        document.put("createdAt", day);
        pipe.send("SET", "hfy:apikey:" + token.id(), owner);
        // Half of them end. Their pointers last for a month more.
        if (key.number() % 2 == 0) {
            document.put("expiresAt", day + 90 * 86_400L);
            pipe.send("EXPIREAT", "hfy:apikey:" + token.id(), Long.toString(day + 120 * 86_400L));
        }
        pipe.send("HSET", live(owner), token.id(), JsonMapper.shared().writeValueAsString(document));
        pipe.send("HSET", slot(owner) + ":used", token.id(), Long.toString(day + 3_600));
    }

    private String ownerOf(int number) {
        return "user_2kQ8b%020d".formatted(number / perOwner);
    }

    private static String live(String owner) {
        return slot(owner) + ":live";
    }

    private static String slot(String owner) {
        return "hfy:{apikeys:" + owner + "}";
    }
}
