package com.hubify.identity.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The identity server. It knows the starter's vocabulary, not its works: those are switched off here, in plain sight. */
@SpringBootApplication(excludeName = "com.hubify.identity.resource.ResourceServerAutoConfiguration")
public class IdentityServerApplication {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] args) {
        // By default there are as many as processors, and a virtual thread is not interrupted: whatever else wants the
        // processors then holds up all requests, not one. With more of them the system shares the processors out.
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, "32");
        }
        SpringApplication.run(IdentityServerApplication.class, args);
    }
}
