/**
 * Asks Clerk how people stand, for what its events have missed: all of them once a night, and one person when they refresh a
 * token. What follows from the answer is decided in {@code standing}, {@code account} and {@code organization}.
 */
@NullMarked
package com.hubify.identity.server.reconciliation;

import org.jspecify.annotations.NullMarked;
