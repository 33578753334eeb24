package com.hubify.identity.server.signing;

/** What is known of the time before this server was started. */
@FunctionalInterface
public interface PublishedBefore {

    /** Whether some server has published keys; true as well while that can't be found out. */
    boolean wereKeys();
}
