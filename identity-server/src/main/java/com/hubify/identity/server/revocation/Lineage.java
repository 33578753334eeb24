package com.hubify.identity.server.revocation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a credential descends from, itself included.
 *
 * @param issuedAt when it was issued, to the second as tokens say it
 */
public record Lineage(Instant issuedAt, List<Ancestor> ancestors) {

    public Lineage {
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        ancestors = List.copyOf(ancestors);
    }
}
