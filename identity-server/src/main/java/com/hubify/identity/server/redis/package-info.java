/**
 * What every Redis adapter shares: how keys are named and how values become JSON. Knows nothing of what is stored.
 */
@NullMarked
package com.hubify.identity.server.redis;

import org.jspecify.annotations.NullMarked;
