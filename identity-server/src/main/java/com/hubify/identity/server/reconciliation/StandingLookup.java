package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkConcern;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.clerk.ClerkUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Clerk about one person, at most once an hour by all nodes together, for what its events have missed. The caller waits a
 * second for it; without an answer by then it goes on in the background. While Clerk doesn't answer at all, people count as
 * active for some days: it being away must not sign everybody out.
 */
final class StandingLookup implements ClerkConcern {

    private static final Logger LOG = LoggerFactory.getLogger(StandingLookup.class);

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final ClerkBackend backend;
    private final Lookups lookups;
    private final SameInstance instance;
    private final Answers answers;
    private final StandingProperties properties;
    private final long mostMissing;
    private final ExecutorService threads;
    private final Clock clock;
    private final Duration patience;
    private volatile Instant tooManyAt = Instant.EPOCH;

    /**
     * @param mostMissing how many people an hour may be found missing at Clerk: a Clerk in trouble says it of everybody
     * @param threads refuses work instead of queueing it
     * @param patience how long a caller waits
     */
    StandingLookup(
            ClerkBackend backend,
            Lookups lookups,
            SameInstance instance,
            Answers answers,
            StandingProperties properties,
            long mostMissing,
            ExecutorService threads,
            Clock clock,
            Duration patience) {
        this.backend = backend;
        this.lookups = lookups;
        this.instance = instance;
        this.answers = answers;
        this.properties = properties;
        this.mostMissing = mostMissing;
        this.threads = threads;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Asks if it is time, and applies the answer.
     *
     * @throws StandingUnknown if Clerk has not answered for too long, or says of too many people that they don't exist
     */
    void refresh(AccountId person) {
        if (!answers.canTell(person) || !lookups.take(person, properties.checkedAfter())) {
            return;
        }
        Future<Boolean> asked;
        try {
            asked = threads.submit(() -> ask(person));
        } catch (RejectedExecutionException e) {
            lookups.askAgain(person, AFTER_FAILURE);
            return;
        }
        try {
            if (!asked.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StandingUnknown(
                        "Clerk has not answered for longer than hubify.identity.clerk.standing.fails-open-for");
            }
        } catch (TimeoutException e) {
            // It goes on.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** @return false if there is no answer and has been none for too long */
    private boolean ask(AccountId person) {
        Instant now = clock.instant();
        try {
            Optional<ClerkUser> user = backend.user(person.value());
            lookups.answered();
            user.ifPresentOrElse(known -> answers.apply(known, now), () -> askSecond(person, now));
            return true;
        } catch (ClerkUnavailable e) {
            // A call that we didn't make is no sign of an outage.
            Instant since = e.wasAsked()
                    ? lookups.unanswered(now)
                    : lookups.unansweredSince().orElse(now);
            boolean isTooLong = Duration.between(since, now).compareTo(properties.failsOpenFor()) > 0;
            lookups.askAgain(person, isTooLong ? Duration.ZERO : AFTER_FAILURE);
            return !isTooLong;
        }
    }

    // A person is not deleted on a single answer, nor on that of another instance, nor one of too many.
    private void askSecond(AccountId person, Instant now) {
        if (!instance.holds(backend)) {
            return;
        }
        Optional<ClerkUser> second = backend.user(person.value());
        if (second.isPresent() || lookups.mayEnd(now, mostMissing)) {
            answers.applySecond(second, person, now);
            return;
        }
        if (concern().isEmpty()) {
            LOG.error("{}: nobody more is ended", tooMany());
        }
        tooManyAt = now;
        // Not ended, and given nothing either. The next refresh asks again.
        lookups.askAgain(person, Duration.ZERO);
        throw new StandingUnknown(tooMany());
    }

    @Override
    public Optional<String> concern() {
        boolean isSo = clock.instant().isBefore(tooManyAt.plus(Duration.ofHours(1)));
        return isSo ? Optional.of(tooMany()) : Optional.empty();
    }

    private String tooMany() {
        return "Clerk says of more than " + mostMissing + " people within an hour that they don't exist";
    }
}
