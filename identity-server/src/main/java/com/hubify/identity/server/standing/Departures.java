package com.hubify.identity.server.standing;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Ancestor.Kind;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.Accounts;
import com.hubify.identity.server.revocation.Revocations;
import com.hubify.identity.server.standing.Standings.Recorded;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Ends what people and sessions have here once they have ended at Clerk. Everything may be repeated, and is where it may have
 * been interrupted.
 *
 * <p>First the standing is recorded, so that nothing new is issued; then the revocation is published, which services know
 * within 250 ms; the rest follows. What is issued meanwhile looks at the standing {@linkplain #isBarred once it is stored}.
 */
@Service
@EnableConfigurationProperties(DepartureProperties.class)
public class Departures {

    private final Standings standings;
    private final Revocations revocations;
    private final Accounts accounts;
    private final DepartureProperties policy;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Departures(
            Standings standings,
            Revocations revocations,
            Accounts accounts,
            DepartureProperties policy,
            ApplicationEventPublisher events,
            Clock clock) {
        this.standings = standings;
        this.revocations = revocations;
        this.accounts = accounts;
        this.policy = policy;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Applies what Clerk says of a person.
     *
     * @param at when it began, by Clerk's clock
     * @param saidAt when Clerk said it, which decides between equal times
     * @return whether the person stands so now; false if something later is known
     */
    public boolean apply(AccountId person, Standing standing, Instant at, Instant saidAt) {
        Recorded recorded = standings.record(person, standing, at, saidAt);
        boolean isNew = recorded == Recorded.CHANGED;
        if (recorded == Recorded.OUTDATED || standing == Standing.ACTIVE && !isNew) {
            return recorded != Recorded.OUTDATED;
        }
        Ends ends = policy.of(standing);
        Instant now = clock.instant();
        switch (ends) {
            case EVERYTHING -> revocations.publish(new Revocation(new Ancestor(Kind.SUBJECT, person.value()), now));
            case SIGN_INS -> revocations.publish(new Revocation(new Ancestor(Kind.SIGN_INS, person.value()), now));
            case NOTHING -> {}
        }
        if (standing == Standing.DELETED) {
            accounts.erase(person);
        }
        events.publishEvent(new StandingChanged(person, standing, ends, isNew, now));
        return true;
    }

    /** Ends what descends from a session at Clerk. */
    public void sessionEnded(AccountId person, String session) {
        SessionEnds ends = policy.sessionEnded();
        if (ends == SessionEnds.NOTHING) {
            return;
        }
        Ancestor signIns = new Ancestor(Kind.SIGN_INS, person.value());
        // Attack: sign in and out at Clerk in a loop. They are counted with the sessions that the person ends here.
        revocations.publishEnd(new Revocation(new Ancestor(Kind.SESSION, session), clock.instant()), signIns);
        if (ends == SessionEnds.SIGN_INS) {
            revocations.publish(new Revocation(signIns, clock.instant()));
        }
        events.publishEvent(new ClerkSessionEnded(person, session, ends));
    }

    /**
     * Whether the person may not sign in, nor be issued anything. To be asked before, to refuse; and again once it is stored: what
     * is issued while a person departs must not survive.
     */
    public boolean isBarred(AccountId person) {
        return policy.of(standings.of(person)) != Ends.NOTHING;
    }

    /** The same for what outlives sign-ins, such as API keys. */
    public boolean isBarredForGood(AccountId person) {
        return policy.of(standings.of(person)) == Ends.EVERYTHING;
    }

    /**
     * As {@link #isBarred}, once a sign-in is stored. The profile that it has written is erased again if the person was deleted
     * meanwhile.
     */
    public boolean hasDeparted(AccountId person) {
        Standing standing = standings.of(person);
        if (standing == Standing.DELETED) {
            accounts.erase(person);
        }
        return policy.of(standing) != Ends.NOTHING;
    }
}
