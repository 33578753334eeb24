package com.hubify.identity.server.standing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What ends when Clerk says that a person or a session has ended. With a person who was deleted there, everything does.
 *
 * @param banned What of a person ends who is banned at Clerk, or deprovisioned by a directory: everything; sign-ins, which leaves API keys; or nothing. While it
 *     lasts, the person can't sign in, and is issued nothing of that.
 * @param locked The same of a person who is locked at Clerk. Attack: whoever guesses passwords there locks the victim, so more
 *     than nothing lets strangers end what people have here.
 * @param sessionEnded What ends with a session at Clerk: session, its session tokens and what they were exchanged for; sign-ins,
 *     all browser sessions and grants of the person, too; or nothing.
 */
@ConfigurationProperties("hubify.identity.clerk.events")
record DepartureProperties(
        @DefaultValue("everything") Ends banned,
        @DefaultValue("nothing") Ends locked,
        @DefaultValue("session") SessionEnds sessionEnded) {

    Ends of(Standing standing) {
        return switch (standing) {
            case ACTIVE -> Ends.NOTHING;
            case LOCKED -> locked;
            case BANNED -> banned;
            case DELETED -> Ends.EVERYTHING;
        };
    }
}
