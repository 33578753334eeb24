package com.hubify.identity.server.session;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.serializer.GenericJacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;

/**
 * Session attributes as JSON. One that can't be read, say because another version wrote it, is as good as absent: the person
 * signs in again, where an error would lock them out for as long as their cookie lives.
 */
final class SessionJson implements RedisSerializer<Object> {

    private static final Logger log = LoggerFactory.getLogger(SessionJson.class);

    private final RedisSerializer<Object> json = new GenericJacksonJsonRedisSerializer(SignInJson.mapper());

    @Override
    public byte[] serialize(@Nullable Object value) {
        return json.serialize(value);
    }

    @Override
    public @Nullable Object deserialize(byte @Nullable [] bytes) {
        try {
            return json.deserialize(bytes);
        } catch (SerializationException e) {
            log.warn(
                    "A session attribute can't be read and is left out: {}",
                    e.getClass().getSimpleName());
            return null;
        }
    }
}
