package com.hubify.identity.parts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/** Finds Spring tests that ask for parts; named in {@code META-INF/spring.factories}. */
final class PartsContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> test, List<ContextConfigurationAttributes> attributes) {
        var outermost = TestClasses.outermost(test);
        boolean redis = AnnotationSupport.isAnnotated(outermost, RedisServer.class);
        boolean openBao = AnnotationSupport.isAnnotated(outermost, OpenBaoServer.class);
        return redis || openBao ? PartsContextCustomizer.of(outermost, redis, openBao) : null;
    }
}
