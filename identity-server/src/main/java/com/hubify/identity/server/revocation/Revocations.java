package com.hubify.identity.server.revocation;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Revocation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was revoked. Every method is atomic; what {@link #publish} has acknowledged is durable and seen by every node. */
public interface Revocations {

    /** Revokes. Repeating it is harmless: the latest {@code issuedBy} of an ancestor counts. */
    void publish(Revocation revocation);

    /**
     * Writes again what was published once and has been lost, so that it counts, is told to whoever follows the log, and is among
     * the recent ones. Any number of nodes may do this at once with the same ones: each is written once.
     *
     * @return how many were not there
     */
    default int restore(List<LoggedRevocation> lost) {
        lost.forEach(entry -> entry.revocation().ifPresent(this::publish));
        return lost.size();
    }

    /**
     * Revokes an access token for its holder, until it would have expired everywhere. Past so many of a holder, all that the
     * holder has at that moment is revoked instead: minting and revoking in a loop fills nothing.
     *
     * @param token names the token, and is no earlier than its issue
     * @param until when it has expired everywhere
     * @param holder the narrowest ancestor from which nothing but the holder's own tokens descends: no API key, and nothing
     *     of another person or client
     * @param all what the holder is one of, as in {@link #publishEnd}; null for a client that acts for itself
     */
    void publishToken(Revocation token, Instant until, Ancestor holder, @Nullable Ancestor all);

    /**
     * Revokes a grant on a client's demand, or a session that its person has said shall end. Past so many within a day one entry
     * ends all those that there are until that moment: signing in and out in a loop fills nothing, and locks nobody out.
     *
     * @param ended no earlier than the issue of any token made from it
     * @param all those that are counted together, so that one party's loop ends what is that party's: of a grant all that its
     *     client holds for its person ({@link Ancestor.Kind#CLIENT_GRANTS}), of a session all sign-ins of its person
     */
    void publishEnd(Revocation ended, Ancestor all);

    /**
     * Whether the credential or anything it descends from was revoked after it was issued. A revocation is remembered for
     * longer than anything it concerns can live.
     */
    default boolean isRevoked(Lineage lineage) {
        return isRevoked(List.of(lineage));
    }

    /** As {@link #isRevoked(Lineage)} of what descends in several lines: whether any of them was. They are asked for at once. */
    boolean isRevoked(List<Lineage> lines);

    /**
     * As {@link #isRevoked(Lineage)}, for an answer that is given and forgotten. What another node has acknowledged within
     * the last {@link Revocation#MOST_BEHIND} may be missing, so nothing that outlives the answer, such as a token or a key, may
     * be made of it.
     *
     * @param goodAt when the credential lived for certain: when it was issued, or later found alive by
     *     {@link #isRevoked(Lineage)}
     */
    default boolean isRevokedSince(Lineage lineage, Instant goodAt) {
        return isRevoked(lineage);
    }
}
