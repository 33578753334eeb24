package com.hubify.identity.parts.redis;

import com.hubify.identity.parts.program.PartUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** The Redis 6.2 server that the Maven artifact embedded-redis carries for this machine's system and processor. */
final class CarriedRedis {

    private static @Nullable Path unpacked;

    private CarriedRedis() {}

    static synchronized Path program() {
        if (unpacked == null) {
            unpacked = unpack();
        }
        return unpacked;
    }

    private static Path unpack() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException e) {
            throw new PartUnavailable("Cannot unpack the Redis that embedded-redis carries", e);
        }
    }
}
