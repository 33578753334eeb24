/**
 * Outages of dependencies: they are answered 503 with {@code Retry-After}. A valid credential is never
 * reported as invalid because of one.
 */
@NullMarked
package com.hubify.identity.server.outage;

import org.jspecify.annotations.NullMarked;
