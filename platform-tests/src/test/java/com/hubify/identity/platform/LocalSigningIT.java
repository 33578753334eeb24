package com.hubify.identity.platform;

import com.hubify.identity.parts.redis.RedisVersion;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** As {@code ./run} starts it on a bare machine: keys in a file, and the Redis that a Maven artifact carries. */
class LocalSigningIT extends NewcomerContract {

    @TempDir
    static Path folder;

    @Override
    RedisVersion redis() {
        return RedisVersion.CARRIED;
    }

    @Override
    Map<String, String> signing() {
        return Map.of(
                "hubify.identity.signing.provider",
                "local",
                "hubify.identity.signing.local.file",
                folder.resolve("signing-keys.json").toString());
    }
}
