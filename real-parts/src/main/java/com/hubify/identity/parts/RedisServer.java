package com.hubify.identity.parts;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisVersion;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a real, empty Redis with {@code appendonly yes} and {@code appendfsync always}.
 *
 * <p>A parameter of type {@link Redis} receives it. In a Spring test {@code spring.data.redis.host} and
 * {@code spring.data.redis.port} point at it without further words. One server serves the whole JVM and is flushed
 * before each class; a class that stops, pauses or kills it asks for its {@link #own() own}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(RedisExtension.class)
public @interface RedisServer {

    /** Which Redis answers. */
    RedisVersion version() default RedisVersion.MACHINE;

    /** Whether to start a server for this class alone, which the tests may stop and break. */
    boolean own() default false;
}
