/**
 * When a part is away. The answer is 503 with {@code Retry-After}, soon, and never that a good credential is a bad one.
 */
@NullMarked
package com.hubify.identity.server.outage;

import org.jspecify.annotations.NullMarked;
