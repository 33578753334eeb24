package com.hubify.clerk;

import com.hubify.clerk.fault.FaultSwitches;
import com.hubify.clerk.fault.SkewedClock;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one source of time and the one of randomness, so that tests can replace either. */
@Configuration(proxyBeanMethods = false)
class TimeAndChanceConfiguration {

    @Bean
    Clock clock(FaultSwitches faults) {
        return new SkewedClock(Clock.systemUTC(), faults);
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
