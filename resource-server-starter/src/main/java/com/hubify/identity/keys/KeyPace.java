package com.hubify.identity.keys;

import java.time.Duration;

/**
 * How often an issuer is asked for its keys, and how long they are used while it doesn't answer.
 *
 * @param fetches most in {@link IssuerKeys#INTERVAL}
 * @param kept how long keys are used after the last answer
 * @param refusesUnknown whether a token with an unknown key id is refused, as long as any keys are known, when the issuer
 *     can't be asked; else it is undecided, as for an issuer that changes its key ids
 */
public record KeyPace(int fetches, Duration kept, boolean refusesUnknown) {

    /** Of the identity server, which names each key anew. */
    public static final KeyPace OWN = new KeyPace(2, Duration.ofHours(1), false);

    /**
     * Of Clerk, whose key ids name the instance and never change. Attack: made-up key ids, each of which would be a request
     * to Clerk, or an answer 503 that looks like an outage. A day, since Clerk's outages are not ours.
     */
    public static final KeyPace CLERK = new KeyPace(1, Duration.ofDays(1), true);
}
