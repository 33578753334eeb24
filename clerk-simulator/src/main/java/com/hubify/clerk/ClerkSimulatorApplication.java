package com.hubify.clerk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the simulator. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ClerkSimulatorApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ClerkSimulatorApplication.class, arguments);
    }
}
