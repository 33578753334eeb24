/**
 * Clerk's Backend API, and Clerk's documents wherever they come from: its answers and the {@code data} of its webhooks. What
 * they mean for a person here is decided elsewhere.
 */
@NullMarked
package com.hubify.identity.server.clerk;

import org.jspecify.annotations.NullMarked;
