package com.hubify.identity.server.signing.rotation;

import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.signing.SigningKeys;
import com.hubify.identity.server.signing.ring.InMemoryKeyRings;
import com.hubify.identity.server.signing.ring.KeyRing;
import com.hubify.identity.server.signing.ring.KeyRings;
import com.hubify.identity.server.vault.VaultTrouble;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The package as the whole server finds it, by scanning: what is imported and what is scanned differ in order. */
@ComponentScan(
        basePackageClasses = {SigningKeys.class, VaultTrouble.class},
        excludeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern = {".*\\.RedisKeyRings", ".*\\.SigningKeyController"}))
public class ScannedSigning {

    /** What health says of the published keys of a server made of this. */
    static Status publishedKeys(ApplicationContext server) {
        HealthIndicator health = server.getBean("publishedKeysHealthIndicator", HealthIndicator.class);
        return Objects.requireNonNull(health.health()).getStatus();
    }

    /** Holds what earlier servers have written, where a test says so. */
    @Bean
    KeyRings keyRings(Clock clock, ObjectProvider<KeyRing> written) {
        InMemoryKeyRings rings = new InMemoryKeyRings(clock);
        written.ifAvailable(ring -> rings.replace(0, ring));
        return rings;
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
