/**
 * The key ring: what was decided about each version of a key, from when it signs and until when it is published, and
 * where that is kept. A ring changes by compare-and-set, so that two nodes never decide differently.
 */
@NullMarked
package com.hubify.identity.server.signing.ring;

import org.jspecify.annotations.NullMarked;
