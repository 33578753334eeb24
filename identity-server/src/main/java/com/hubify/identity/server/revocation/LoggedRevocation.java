package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the log. Its words are kept as they are: a newer node may write kinds that this one does not know, and they are
 * passed on to services that do.
 *
 * @param issuedBy Unix seconds
 */
public record LoggedRevocation(LogPosition position, String kind, String id, long issuedBy) {

    /** What it means, as far as this node knows. */
    public Optional<Revocation> revocation() {
        return Ancestor.Kind.of(kind)
                .filter(known -> Ancestor.isId(known, id))
                .map(known -> new Revocation(new Ancestor(known, id), Instant.ofEpochSecond(issuedBy)));
    }
}
