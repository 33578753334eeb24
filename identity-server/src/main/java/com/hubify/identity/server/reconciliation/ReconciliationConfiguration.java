package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.background.BackgroundWork;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.backend.WithSecretKey;
import com.hubify.identity.server.clerk.event.ClerkPeople;
import com.hubify.identity.server.organization.MembershipUpdates;
import com.hubify.identity.server.organization.Memberships;
import com.hubify.identity.server.standing.Standings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Asks Clerk about people, if there is a secret key. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ReconciliationProperties.class, StandingProperties.class})
class ReconciliationConfiguration {

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** How often a Clerk that is away is asked by each node whether it is back. */
    private static final Duration PROBED = Duration.ofMinutes(1);

    /** A person waits for a token. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Nodes that start together don't begin together. */
    private static final int LONGEST_DELAY_SECONDS = 120;

    /** Lookups at once; further people count as active for a minute. */
    private static final int MOST_LOOKUPS = 16;

    @Configuration(proxyBeanMethods = false)
    @Conditional(WithSecretKey.class)
    static class Asking {

        @Bean
        Answers clerkAnswers(
                Accounts accounts,
                Standings standings,
                ClerkPeople people,
                MembershipUpdates updates,
                Memberships memberships,
                Environment environment) {
            return new ClerkAnswers(
                    accounts,
                    standings,
                    people,
                    updates,
                    memberships,
                    environment.getRequiredProperty("hubify.identity.login.issuer"));
        }

        @Bean
        Reconciliation reconciliation(
                Runs runs,
                ClerkBackend backend,
                SameInstance instance,
                Answers answers,
                Listings listings,
                ReconciliationProperties properties,
                ApplicationEventPublisher events,
                Clock clock,
                SecureRandom random) {
            return new Reconciliation(
                    runs,
                    backend,
                    instance,
                    answers,
                    new MembershipComparison(backend, listings, answers),
                    properties,
                    events,
                    clock,
                    Duration.ofSeconds(random.nextInt(LONGEST_DELAY_SECONDS)));
        }

        @Bean
        SmartInitializingSingleton reconciliationStart(Reconciliation reconciliation, BackgroundWork background) {
            return () -> background.repeat(
                    "clerk-reconciliation", "The reconciliation with Clerk", EVERY, reconciliation::step);
        }

        @Bean
        SmartInitializingSingleton clerkOutageStart(
                ClerkBackend backend, Lookups lookups, Clock clock, BackgroundWork background) {
            ClerkOutage outage = new ClerkOutage(backend, lookups, clock);
            return () -> background.repeat("clerk-outage", "Asking whether Clerk answers again", PROBED, outage::step);
        }

        @Bean(defaultCandidate = false)
        ThreadPoolExecutor standingLookupThreads() {
            return new ThreadPoolExecutor(
                    0,
                    MOST_LOOKUPS,
                    1,
                    TimeUnit.MINUTES,
                    new SynchronousQueue<>(),
                    new CustomizableThreadFactory("clerk-standing-"));
        }

        @Bean
        StandingLookup standingLookup(
                ClerkBackend backend,
                Lookups lookups,
                SameInstance instance,
                Answers answers,
                StandingProperties properties,
                ReconciliationProperties bounds,
                @Qualifier("standingLookupThreads") ThreadPoolExecutor threads,
                Clock clock) {
            return new StandingLookup(
                    backend, lookups, instance, answers, properties, bounds.maxDepartures(), threads, clock, PATIENCE);
        }
    }
}
