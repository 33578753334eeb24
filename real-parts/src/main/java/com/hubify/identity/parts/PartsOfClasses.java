package com.hubify.identity.parts;

import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.parts.program.Part;
import com.hubify.identity.parts.redis.Redis;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Which server belongs to which test class. Spring asks while it builds a context and Jupiter while it runs the class,
 * in no fixed order, and both must get the same one.
 */
final class PartsOfClasses {

    private static final Map<Class<?>, Redis> OWN_REDIS = new ConcurrentHashMap<>();
    private static final Map<Class<?>, OpenBao> OWN_OPENBAO = new ConcurrentHashMap<>();

    private PartsOfClasses() {}

    static Redis redis(Class<?> test) {
        var wanted = AnnotationSupport.findAnnotation(test, RedisServer.class).orElseThrow();
        return wanted.own()
                ? OWN_REDIS.computeIfAbsent(test, any -> Redis.own(wanted.version()))
                : Redis.shared(wanted.version());
    }

    static OpenBao openBao(Class<?> test) {
        var wanted = AnnotationSupport.findAnnotation(test, OpenBaoServer.class).orElseThrow();
        return wanted.own() ? OWN_OPENBAO.computeIfAbsent(test, any -> OpenBao.own()) : OpenBao.shared();
    }

    static void release(Class<?> test) {
        close(OWN_REDIS.remove(test));
        close(OWN_OPENBAO.remove(test));
    }

    private static void close(@Nullable Part part) {
        if (part != null) {
            part.close();
        }
    }
}
