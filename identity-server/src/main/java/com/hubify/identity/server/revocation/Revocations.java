package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stored revocations. Every method is atomic; when {@link #publish} returns, the revocation is durable and visible to every
 * node.
 */
public interface Revocations {

    /** Publishes a revocation. It may be repeated: the latest {@code issuedBy} of an ancestor counts. */
    void publish(Revocation revocation);

    /**
     * Publishes a revocation that only tokens descend from which live for minutes, such as Clerk's session tokens of people
     * without an account. It is forgotten once all services know it.
     */
    default void publishBriefly(Revocation revocation) {
        publish(revocation);
    }

    /**
     * Writes revocations again that Redis has lost, so that they apply, are in the log and among the recent ones. Several
     * nodes may do this at once: each revocation is written once.
     *
     * @return how many were missing
     */
    default int restore(List<LoggedRevocation> lost) {
        lost.forEach(entry -> entry.revocation().ifPresent(this::publish));
        return lost.size();
    }

    /**
     * Revokes a single access token at its client's request. Beyond a number per holder, everything the holder has at that
     * moment is revoked instead. Attack: fill Redis by issuing and revoking tokens in a loop.
     *
     * @param token revocation of the token, not earlier than its issue
     * @param until when the token has expired everywhere, clock skew included
     * @param holder the narrowest ancestor of only the holder's tokens: no API keys, and nothing of another person or client
     * @param all the group of the holder, as in {@link #publishEnd}; null for a client that acts for itself
     */
    void publishToken(Revocation token, Instant until, Ancestor holder, @Nullable Ancestor all);

    /**
     * Revokes a grant at a client's request, or a session that its person signs out of. Beyond a number per day, one entry
     * revokes all that exist until that moment. Attack: fill Redis by signing in and out in a loop.
     *
     * @param ended no earlier than the issue of any token made from it
     * @param all the group that is counted and revoked together: of a grant all grants of its person at its client
     *     ({@link Ancestor.Kind#CLIENT_GRANTS}), of a session all sign-ins of its person
     */
    void publishEnd(Revocation ended, Ancestor all);

    /**
     * Whether the credential or anything it descends from was revoked after it was issued. Revocations are stored longer
     * than credentials live.
     */
    default boolean isRevoked(Lineage lineage) {
        return isRevoked(List.of(lineage));
    }

    /** Like {@link #isRevoked(Lineage)}, for several lines of descent: whether any was revoked. One command for all. */
    boolean isRevoked(List<Lineage> lines);

    /**
     * Like {@link #isRevoked(Lineage)}, for responses that create nothing. Revocations of another node within the last
     * {@link Revocation#MOST_BEHIND} may be missing, so no token, key or other credential may be created based on it.
     *
     * @param goodAt when the credential was certainly valid: when it was issued, or last checked by
     *     {@link #isRevoked(Lineage)}
     */
    default boolean isRevokedSince(Lineage lineage, Instant goodAt) {
        return isRevoked(lineage);
    }
}
