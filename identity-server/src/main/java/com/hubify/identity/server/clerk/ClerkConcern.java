package com.hubify.identity.server.clerk;

import java.util.Optional;

/** Something about Clerk that an operator has to put right, as health tells it. */
public interface ClerkConcern {

    /** What is wrong and what to do, as a sentence without a full stop; empty if nothing is. */
    Optional<String> concern();
}
