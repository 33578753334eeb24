package com.hubify.identity.server.flow;

import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkSession;
import com.hubify.testing.TestClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Has Clerk's sessions begin by the clock that the test winds, as it is when the server first hears of them. */
final class WoundClerk implements BeanPostProcessor {

    private final ObjectProvider<TestClock> clock;
    private final Map<String, Duration> wound = new ConcurrentHashMap<>();

    WoundClerk(ObjectProvider<TestClock> clock) {
        this.clock = clock;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ClerkBackend backend ? wound(backend) : bean;
    }

    private Object wound(ClerkBackend backend) {
        return Proxy.newProxyInstance(
                ClerkBackend.class.getClassLoader(),
                new Class<?>[] {ClerkBackend.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sessions")) {
                        return sessions(backend.sessions((String) arguments[0]));
                    }
                    try {
                        return method.invoke(backend, arguments);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                });
    }

    private List<ClerkSession> sessions(List<ClerkSession> all) {
        Duration now = Duration.between(Instant.now(), clock.getObject().instant());
        return all.stream()
                .map(one -> new ClerkSession(
                        one.id(),
                        one.userId(),
                        one.status(),
                        one.organizationId(),
                        Objects.requireNonNull(one.createdAt()).plus(wound.computeIfAbsent(one.id(), id -> now)),
                        one.updatedAt()))
                .toList();
    }
}
