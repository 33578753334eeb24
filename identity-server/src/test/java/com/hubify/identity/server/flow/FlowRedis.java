package com.hubify.identity.server.flow;

import com.hubify.identity.server.revocation.feed.ForgetfulNode;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * What the server of the flows keeps in Redis: a database of its own there, which is emptied for each class. What is about
 * signing keys stays. A server that finds it gone writes it back, and tells services once more of the keys that have ended.
 */
final class FlowRedis implements BeforeAllCallback {

    static final int DATABASE = 1;

    @Override
    public void beforeAll(ExtensionContext context) {
        empty(SpringExtension.getApplicationContext(context));
    }

    static void empty(ApplicationContext server) {
        StringRedisTemplate redis = server.getBean(StringRedisTemplate.class);
        ForgetfulNode.forget(server, () -> redis.delete(keys(redis)));
    }

    /** All that is there, but for what is about signing keys. */
    static Set<String> keys(StringRedisTemplate redis) {
        return Objects.requireNonNull(redis.keys("*")).stream()
                .filter(key -> !isAboutSigningKeys(key))
                .collect(Collectors.toSet());
    }

    private static boolean isAboutSigningKeys(String key) {
        return key.startsWith("hfy:{signing:") || key.startsWith("hfy:{revocations}:signing_key:");
    }
}
