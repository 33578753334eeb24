package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class WebFluxVerifierTests {

    private static final Duration STALENESS = Duration.ofMinutes(5);

    // More waiting than there is room for would end as memory, not as answers.
    @Test
    void answersOverloadAsUnavailable() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        Scheduler narrow = Schedulers.newBoundedElastic(1, 1, "narrow");
        try (WebFluxVerifier verifier = new WebFluxVerifier(waitingFor(begun, hanging), narrow)) {
            Disposable first = verifier.verify("a", STALENESS).subscribe();
            // Else it may still queue, and take the place that is meant for the next.
            begun.await();
            Disposable second = verifier.verify("b", STALENESS).subscribe();

            Verification third = verifier.verify("c", STALENESS).block(Duration.ofSeconds(10));

            assertThat(third).isInstanceOf(Verification.Unavailable.class);
            hanging.countDown();
            first.dispose();
            second.dispose();
        }
    }

    private static CredentialVerifier waitingFor(CountDownLatch begun, CountDownLatch latch) {
        return new CredentialVerifier() {

            @Override
            public Verification verify(String credential, Duration staleness) {
                begun.countDown();
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Verification.refused(Verification.Reason.MALFORMED);
            }

            @Override
            public Optional<Verification> known(String credential, Duration staleness) {
                return Optional.empty();
            }
        };
    }
}
