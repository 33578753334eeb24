/** What all Redis adapters share: names of keys, JSON, the clock, bounded sets and counters. */
@NullMarked
package com.hubify.identity.server.redis;

import org.jspecify.annotations.NullMarked;
