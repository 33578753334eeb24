package com.hubify.identity.server.revocation;

import java.time.Instant;
import java.util.List;

/**
 * What a credential descends from, itself included.
 *
 * @param issuedAt when it was issued, to the second as tokens say it
 */
public record Lineage(Instant issuedAt, List<Ancestor> ancestors) {

    public Lineage {
        ancestors = List.copyOf(ancestors);
    }
}
