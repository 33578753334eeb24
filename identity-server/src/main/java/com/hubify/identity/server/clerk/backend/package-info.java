/** The client of Clerk's Backend API: one secret key, within Clerk's limits, and what health says of it. */
@NullMarked
package com.hubify.identity.server.clerk.backend;

import org.jspecify.annotations.NullMarked;
