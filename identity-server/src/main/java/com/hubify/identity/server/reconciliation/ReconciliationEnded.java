package com.hubify.identity.server.reconciliation;

import java.time.Instant;

/**
 * A run of the reconciliation is over.
 *
 * @param people how many have accounts
 * @param departed how many were found banned or deleted that were not known to be
 * @param skipped of how many Clerk's answer could not be understood, so that nothing was done about them
 * @param wasStopped whether they were too many, so that nobody was ended
 */
public record ReconciliationEnded(Instant begun, long people, long departed, long skipped, boolean wasStopped) {}
