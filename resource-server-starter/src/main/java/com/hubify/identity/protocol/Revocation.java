package com.hubify.identity.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * Revokes every credential that descends from {@code ancestor} and was issued no later than {@code issuedBy}. It cannot
 * be undone. Credentials issued later, such as after a new sign-in, are not affected unless the ancestor itself has
 * ended ({@link Ancestor.Kind#isEndedByRevocation}).
 *
 * @param issuedBy in whole seconds, as {@code iat} of tokens: what is issued in the same second is revoked too
 */
public record Revocation(Ancestor ancestor, Instant issuedBy) {

    /**
     * How stale an introspection answer may be: it takes into account every revocation that was acknowledged at least
     * this long before the request. The identity server guarantees this and services add it to the age of an answer, so
     * both have to change together.
     */
    public static final Duration MOST_BEHIND = Duration.ofMillis(200);

    /** Whether this revocation revokes a credential of this lineage. */
    public boolean kills(Lineage lineage) {
        return lineage.ancestors().contains(ancestor) && killsIssuedAt(lineage.issuedAt());
    }

    /** Whether this revocation revokes a credential that descends from the ancestor and was issued at that time. */
    public boolean killsIssuedAt(Instant issuedAt) {
        return ancestor.kind().isEndedByRevocation() || issuedAt.getEpochSecond() <= issuedBy.getEpochSecond();
    }
}
