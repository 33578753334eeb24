package com.hubify.identity.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The identity server. It knows the starter's vocabulary, not its works: those are switched off here, in plain sight. */
@SpringBootApplication(excludeName = "com.hubify.identity.resource.ResourceServerAutoConfiguration")
public class IdentityServerApplication {

    public static void main(String[] args) {
        SpringApplication.run(IdentityServerApplication.class, args);
    }
}
