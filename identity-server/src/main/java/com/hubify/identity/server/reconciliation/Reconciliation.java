package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.clerk.ClerkBackend;
import com.hubify.identity.server.clerk.ClerkConcern;
import com.hubify.identity.server.clerk.ClerkNotUnderstood;
import com.hubify.identity.server.clerk.ClerkUnavailable;
import com.hubify.identity.server.clerk.ClerkUser;
import com.hubify.identity.server.reconciliation.Runs.Phase;
import com.hubify.identity.server.reconciliation.Runs.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Asks Clerk about everybody who has an account, at start and then once a night, a few calls a second on one node. Who is banned
 * or no longer there is noted, and ended last: only if they are few, and after Clerk has said it a second time. Threat: a Clerk
 * in trouble says of everybody that they don't exist, and everybody would lose everything.
 */
final class Reconciliation implements ClerkConcern {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    /** At start, a run this recent is enough: all nodes may be restarted one after the other. */
    private static final Duration RECENT = Duration.ofHours(1);

    /** People in a run of whom the log says that they were skipped. */
    private static final int MOST_NAMED = 10;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Runs runs;
    private final ClerkBackend backend;
    private final SameInstance instance;
    private final Answers answers;
    private final MembershipComparison comparison;
    private final ReconciliationProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final Instant firstStep;
    private boolean hasLooked;
    private Instant restUntil = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;

    /** @param delay before the first step of this node */
    Reconciliation(
            Runs runs,
            ClerkBackend backend,
            SameInstance instance,
            Answers answers,
            MembershipComparison comparison,
            ReconciliationProperties properties,
            ApplicationEventPublisher events,
            Clock clock,
            Duration delay) {
        this.runs = runs;
        this.backend = backend;
        this.instance = instance;
        this.answers = answers;
        this.comparison = comparison;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
        this.firstStep = clock.instant().plus(delay);
    }

    /** To be called every second by one thread. Makes a second's share of calls. */
    void step() {
        Instant now = clock.instant();
        if (!properties.enabled() || now.isBefore(firstStep) || now.isBefore(restUntil)) {
            return;
        }
        Optional<Run> latest = runs.latest();
        if ((latest.isPresent() && latest.get().isOver() && !isDue(latest.get(), now)) || !runs.lease()) {
            return;
        }
        try {
            advance(latest.filter(run -> !run.isOver()), now);
            pause = FIRST_PAUSE;
        } catch (ClerkUnavailable e) {
            // Nothing is lost: the run goes on where it is.
            Duration wait = e.retryAfter().compareTo(pause) > 0 ? e.retryAfter() : pause;
            restUntil = now.plus(wait);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    @Override
    public Optional<String> concern() {
        return runs.latest().filter(Run::isOver).flatMap(run -> concern(run, runs.skipped()));
    }

    private static Optional<String> concern(Run run, long skipped) {
        String which = "the reconciliation with Clerk of " + run.begun();
        if (run.phase() == Phase.STOPPED) {
            return Optional.of(which + " found too many people banned or deleted");
        }
        return skipped == 0
                ? Optional.empty()
                : Optional.of(which + " could not understand what Clerk says of " + skipped + " people");
    }

    private boolean isDue(Run latest, Instant now) {
        Instant tonight = now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withHour(properties.hour())
                .toInstant();
        Instant last = tonight.isAfter(now) ? tonight.minus(Duration.ofDays(1)) : tonight;
        boolean isDue =
                latest.begun().isBefore(last) || !hasLooked && latest.begun().isBefore(now.minus(RECENT));
        hasLooked = true;
        return isDue;
    }

    private void advance(Optional<Run> underWay, Instant now) {
        hasLooked = true;
        if (underWay.isEmpty()) {
            if (!instance.holds(backend)) {
                restUntil = now.plus(LONGEST_PAUSE);
                return;
            }
            runs.begin(now);
            comparison.forget();
        }
        Run run = underWay.orElseGet(() -> new Run(now, Phase.COLLECTING, 0));
        switch (run.phase()) {
            case COLLECTING -> runs.enter(Phase.ASKING, runs.collect());
            case ASKING -> ask(run);
            case ENDING -> end(run);
            case FINISHED, STOPPED -> {}
        }
    }

    private void ask(Run run) {
        if (!comparison.isListed()) {
            comparison.list();
            return;
        }
        List<AccountId> some = runs.next(ClerkBackend.MOST_AT_ONCE);
        if (some.isEmpty()) {
            runs.enter(Phase.ENDING, run.people());
            return;
        }
        List<AccountId> ours = some.stream().filter(answers::canTell).toList();
        runs.done(some.stream().filter(person -> !ours.contains(person)).toList());
        ask(run, ours);
    }

    private void ask(Run run, List<AccountId> people) {
        Instant asked = clock.instant();
        Map<String, ClerkUser> known;
        try {
            known = known(people);
        } catch (ClerkNotUnderstood e) {
            // One document makes the whole answer unreadable: ask about fewer until it is found.
            if (people.size() == 1) {
                skip(people.get(0), e);
            } else {
                ask(run, people.subList(0, people.size() / 2));
            }
            return;
        }
        Set<AccountId> differing = comparison.differing(people);
        int calls = 1;
        for (AccountId person : people) {
            ClerkUser user = known.get(person.value());
            if (user == null || Boolean.TRUE.equals(user.banned())) {
                if (note(run, person, user == null)) {
                    return;
                }
                continue;
            }
            boolean differs = differing.contains(person);
            if (differs && calls++ >= backend.callsPerSecond()) {
                return;
            }
            answers.apply(user, asked);
            if (differs) {
                applyMemberships(person, asked);
            } else {
                runs.done(List.of(person));
            }
        }
    }

    private Map<String, ClerkUser> known(List<AccountId> people) {
        return backend.users(people.stream().map(AccountId::value).toList()).stream()
                .collect(Collectors.toMap(ClerkUser::id, Function.identity(), (one, same) -> same));
    }

    private void applyMemberships(AccountId person, Instant asked) {
        try {
            answers.apply(person, backend.memberships(person.value()), asked);
            runs.done(List.of(person));
        } catch (ClerkNotUnderstood e) {
            skip(person, e);
        }
    }

    // Threat: a single person has something at Clerk that is not understood, and the run never ends anybody.
    private void skip(AccountId person, ClerkNotUnderstood problem) {
        if (runs.skip(person) <= MOST_NAMED) {
            LOG.warn("The reconciliation with Clerk skips {}: {}", person.value(), problem.getMessage());
        }
    }

    /** @return whether there are too many */
    private boolean note(Run run, AccountId person, boolean isMissing) {
        if (answers.hasDeparted(person, isMissing)) {
            runs.done(List.of(person));
            return false;
        }
        if (runs.departed(person) <= properties.most(run.people())) {
            return false;
        }
        LOG.error(
                "Clerk says of more than {} of {} people that they are banned or don't exist. Nobody is ended. If it is so, raise"
                        + " {}max-departures until the next run",
                properties.most(run.people()),
                run.people(),
                ReconciliationProperties.PREFIX);
        over(run, Phase.STOPPED);
        return true;
    }

    private void end(Run run) {
        List<AccountId> some = runs.nextDeparted(backend.callsPerSecond());
        if (some.isEmpty()) {
            over(run, Phase.FINISHED);
        } else if (!instance.holds(backend)) {
            over(run, Phase.STOPPED);
            return;
        }
        for (AccountId person : some) {
            try {
                answers.applySecond(backend.user(person.value()), person, clock.instant());
                runs.ended(person);
            } catch (ClerkNotUnderstood e) {
                skip(person, e);
            }
        }
    }

    private void over(Run run, Phase phase) {
        long departed = runs.departed();
        runs.enter(phase, run.people());
        comparison.forget();
        long skipped = runs.skipped();
        LOG.info(
                "Asked Clerk about {} people: {}, {} new departures, {} skipped",
                run.people(),
                phase,
                departed,
                skipped);
        events.publishEvent(
                new ReconciliationEnded(run.begun(), run.people(), departed, skipped, phase == Phase.STOPPED));
    }
}
