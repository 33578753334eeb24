package com.hubify.identity.parts;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Tells a Spring test where its parts are. As a record it is equal for all classes that use the same servers, so that
 * they share one cached context.
 */
record PartsContextCustomizer(Map<String, Object> properties) implements ContextCustomizer {

    static PartsContextCustomizer of(Class<?> test, boolean redis, boolean openBao) {
        var properties = new HashMap<String, Object>();
        if (redis) {
            var server = PartsOfClasses.redis(test);
            properties.put("spring.data.redis.host", server.host());
            properties.put("spring.data.redis.port", server.port());
        }
        if (openBao) {
            var server = PartsOfClasses.openBao(test);
            properties.put("hubify.parts.openbao.url", server.url().toString());
            properties.put("hubify.parts.openbao.token", server.token());
        }
        return new PartsContextCustomizer(Map.copyOf(properties));
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("hubify parts", properties));
    }
}
