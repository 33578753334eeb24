/** Flows through the whole server, with a real Redis and the Clerk simulator. Drivers walk, tests assert. */
@NullMarked
package com.hubify.identity.server.flow;

import org.jspecify.annotations.NullMarked;
