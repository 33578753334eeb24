package com.hubify.identity.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * Says that every credential that descends from {@code ancestor} and was issued no later than {@code issuedBy} is dead. It is
 * terminal: nothing brings such a credential back. What is issued later (a person who signs in anew) is not touched.
 *
 * @param issuedBy counts in whole seconds, as tokens do
 */
public record Revocation(Ancestor ancestor, Instant issuedBy) {

    /**
     * What an introspection answer may be behind: it goes by all that was acknowledged so long before the question, or earlier.
     * The identity server keeps to it and services count with it, so they have to change together.
     */
    public static final Duration MOST_BEHIND = Duration.ofMillis(200);

    /** Whether a credential of this lineage is dead by this revocation. */
    public boolean kills(Lineage lineage) {
        return lineage.ancestors().contains(ancestor) && killsIssuedAt(lineage.issuedAt());
    }

    /** Whether a credential that descends from the ancestor is dead by this revocation, if it was issued at that time. */
    public boolean killsIssuedAt(Instant issuedAt) {
        return ancestor.kind().isEndedByRevocation() || issuedAt.getEpochSecond() <= issuedBy.getEpochSecond();
    }
}
