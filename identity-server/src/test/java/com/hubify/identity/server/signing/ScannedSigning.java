package com.hubify.identity.server.signing;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The package as the whole server finds it, by scanning: what is imported and what is scanned differ in order. */
@ComponentScan
class ScannedSigning {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
