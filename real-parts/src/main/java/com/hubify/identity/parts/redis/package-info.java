/**
 * A real Redis: one server, one with a replica and Sentinels, a cluster of six.
 */
@NullMarked
package com.hubify.identity.parts.redis;

import org.jspecify.annotations.NullMarked;
