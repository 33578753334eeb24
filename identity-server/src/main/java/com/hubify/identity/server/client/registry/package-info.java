/** The clients that are registered while the server runs: stored in Redis, read at each request, so that all nodes see a change at once. */
@NullMarked
package com.hubify.identity.server.client.registry;

import org.jspecify.annotations.NullMarked;
