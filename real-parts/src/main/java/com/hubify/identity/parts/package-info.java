/**
 * The real parts that tests run against: Redis, OpenBao and Chromium.
 * Owns how a part is found, started, broken on purpose and stopped; what is kept in it belongs to the test.
 * A part runs in a container where a Docker API answers and as a process of this machine elsewhere; where
 * neither can be had the test fails and says what to install, because a skipped contract proves nothing.
 * Here are the annotations that a test class asks for a part with, and what JUnit and Spring need for them. Each part has
 * a package of its own; what they share is in {@code program}.
 */
@NullMarked
package com.hubify.identity.parts;

import org.jspecify.annotations.NullMarked;
