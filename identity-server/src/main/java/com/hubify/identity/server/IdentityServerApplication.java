package com.hubify.identity.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The identity server. It uses the starter's types but not its auto-configurations, which are excluded here. */
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
     * How many carrier threads run virtual threads. The JVM's default is one per processor; carriers are not preempted, so
     * any other process that needs a processor delays all requests. With twice as many, the operating system shares the
     * processors. More would slow every request down, because carriers wake each other at each wait for Redis.
     *
     * <p>Before Java 24 a virtual thread that blocks inside {@code synchronized} pins its carrier (JEP 491), and a few could
     * pin them all.
     */
    static int carriers(int java, int processors) {
        return java < 24 ? Math.max(32, 2 * processors) : 2 * processors;
    }
}
