package com.hubify.identity.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The identity server. It knows the starter's vocabulary, not its works: those are switched off here, in plain sight. */
@SpringBootApplication(excludeName = "com.hubify.identity.resource.autoconfigure.ResourceServerAutoConfiguration")
public class IdentityServerApplication {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] args) {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(
                    CARRIERS,
                    Integer.toString(carriers(
                            Runtime.version().feature(), Runtime.getRuntime().availableProcessors())));
        }
        SpringApplication.run(IdentityServerApplication.class, args);
    }

    /**
     * How many virtual threads compute at once. By default as many as processors, and since none is interrupted, whatever else
     * wants the processors then holds up all requests; with twice as many the system shares the processors out. Each more costs
     * every request: its threads wake each other up at each wait for Redis.
     *
     * <p>Before Java 24 a thread that waits inside of {@code synchronized} keeps its carrier, and a few would hold them all.
     */
    static int carriers(int java, int processors) {
        return java < 24 ? Math.max(32, 2 * processors) : 2 * processors;
    }
}
