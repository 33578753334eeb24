/**
 * The key ring: what was decided about each version of a key, from when it signs and until when it is published, and
 * where that is kept. A ring changes by compare-and-set. Rings that went apart are merged: decisions only go one way, so the
 * order doesn't matter.
 */
@NullMarked
package com.hubify.identity.server.signing.ring;

import org.jspecify.annotations.NullMarked;
