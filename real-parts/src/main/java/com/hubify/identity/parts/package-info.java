/**
 * The real parts that tests run against: Redis, OpenBao and Chromium.
 * Owns how a part is found, started, broken on purpose and stopped; what is kept in it belongs to the test.
 * A part runs in a container where a Docker API answers and as a process of this machine elsewhere; where
 * neither can be had the test fails and says what to install, because a skipped contract proves nothing.
 */
@NullMarked
package com.hubify.identity.parts;

import org.jspecify.annotations.NullMarked;
