package com.hubify.clerk.instance;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Instance parts for tests that start no context. */
public final class TestInstances {

    private TestInstances() {}

    /** The switches at their defaults, as Spring Boot binds them. */
    public static Switches switches() {
        return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("none", Switches.class);
    }

    public static ClerkIds ids() {
        return new ClerkIds(Clock.systemUTC(), new SecureRandom());
    }
}
