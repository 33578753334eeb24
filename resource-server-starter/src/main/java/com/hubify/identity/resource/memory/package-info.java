/**
 * Verified credentials in memory, so that a known one is verified without a network call while the known revocations are fresh.
 */
@NullMarked
package com.hubify.identity.resource.memory;

import org.jspecify.annotations.NullMarked;
