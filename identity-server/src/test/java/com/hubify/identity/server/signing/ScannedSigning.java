package com.hubify.identity.server.signing;

import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.Revocations;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The package as the whole server finds it, by scanning: what is imported and what is scanned differ in order. */
@ComponentScan(
        excludeFilters =
                @Filter(
                        type = FilterType.ASSIGNABLE_TYPE,
                        classes = {RedisKeyRingConfiguration.class, SigningKeyController.class}))
class ScannedSigning {

    @Bean
    KeyRings keyRings(Clock clock) {
        return new InMemoryKeyRings(clock);
    }

    @Bean
    Revocations revocations() {
        return new InMemoryRevocations();
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
