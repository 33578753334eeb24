package com.hubify.identity.server.reconciliation;

import com.hubify.identity.server.account.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The run of the reconciliation that is under way or was the latest, shared by all nodes: one that is killed leaves it to the
 * next.
 */
interface Runs {

    /** What is to be done next in a run. */
    enum Phase {
        /** To find out who there is. */
        COLLECTING,
        /** To ask about each. */
        ASKING,
        /** To end those who have departed. */
        ENDING,
        /** Nothing: all is done. */
        FINISHED,
        /** Nothing: too many have departed. */
        STOPPED
    }

    /** @param people how many there were when it began */
    record Run(Instant begun, Phase phase, long people) {
        boolean isOver() {
            return phase == Phase.FINISHED || phase == Phase.STOPPED;
        }
    }

    /** Lets this node work for a minute, unless another one does. */
    boolean lease();

    Optional<Run> latest();

    /** Begins a run, which takes the place of the latest. */
    void begin(Instant now);

    /** Enters everybody who has an account, and returns how many they are. May be repeated. */
    long collect();

    void enter(Phase phase, long people);

    /** Some of those who are to be asked about. */
    List<AccountId> next(int most);

    /** They need not be asked about again. */
    void done(Collection<AccountId> people);

    /** Notes one who has departed, in place of those to be asked about, and returns how many there are. */
    long departed(AccountId person);

    /** Some of those who are to be ended. */
    List<AccountId> nextDeparted(int most);

    long departed();

    void ended(AccountId person);

    /** The person can't be told about in this run, and returns how many there are. */
    long skip(AccountId person);

    long skipped();
}
