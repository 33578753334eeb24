package com.hubify.identity.server.clerk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person at Clerk, cut down to what we use.
 *
 * @param id {@code user_…}
 * @param name first and last name together
 * @param email the primary address; null unless Clerk has verified it
 * @param picture an https address
 * @param banned whether an administrator has shut the person out, or their company's directory has deprovisioned them; Clerk ends
 *     their sessions. Null if Clerk doesn't say
 * @param locked whether the person can't sign in for a while, mostly after wrong passwords; sessions go on. Null if Clerk doesn't say
 * @param updatedAt when the document changed last, for the order of documents; null if Clerk doesn't say
 */
public record ClerkUser(
        String id,
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String username,
        @Nullable String email,
        @Nullable String picture,
        @Nullable Boolean banned,
        @Nullable Boolean locked,
        @Nullable Instant updatedAt) {}
