package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the log, unparsed: a newer node may write kinds that this one does not know, which are passed on to services.
 *
 * @param issuedBy Unix seconds
 */
public record LoggedRevocation(LogPosition position, String kind, String id, long issuedBy) {

    /** The revocation; empty if its kind is unknown here. */
    public Optional<Revocation> revocation() {
        return Ancestor.Kind.of(kind)
                .filter(known -> Ancestor.isId(known, id))
                .map(known -> new Revocation(new Ancestor(known, id), Instant.ofEpochSecond(issuedBy)));
    }
}
