package com.hubify.clerk;

import com.hubify.testing.TestClock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Hands tests the clock, and a driver of the code flow once the port is known. */
@TestConfiguration(proxyBeanMethods = false)
class SimulatorTestConfiguration {

    @Bean
    @Primary
    TestClock windableClock() {
        return TestClock.running();
    }
}
