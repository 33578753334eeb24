package com.hubify.identity.server.revocation;

import java.time.Duration;

/** Opens the revocation log. */
public interface RevocationLogs {

    /**
     * The log, for one thread.
     *
     * @param reach how far back {@link RevocationLog#recent} goes
     */
    RevocationLog open(Duration reach);
}
