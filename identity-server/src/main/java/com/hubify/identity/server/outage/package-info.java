/** Outages of dependencies: the response is 503 with {@code Retry-After}, never that a valid credential is invalid. */
@NullMarked
package com.hubify.identity.server.outage;

import org.jspecify.annotations.NullMarked;
