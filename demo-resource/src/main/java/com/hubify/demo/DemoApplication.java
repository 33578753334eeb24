package com.hubify.demo;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The demo resource server: {@code http://localhost:8080} on a laptop. */
@SpringBootApplication
public class DemoApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(DemoApplication.class, arguments);
    }

    /** Clock and randomness as beans, so that tests can fix them. */
    @Configuration(proxyBeanMethods = false)
    static class TimeAndChance {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        RandomGenerator random() {
            return new SecureRandom();
        }
    }
}
