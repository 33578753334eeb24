/**
 * The key ring: the decisions about each version of a key, from when it signs and until when it is published, and where
 * they are stored. It changes by compare-and-set. Rings that have diverged are merged: decisions are never reversed, so
 * the order does not matter.
 */
@NullMarked
package com.hubify.identity.server.signing.ring;

import org.jspecify.annotations.NullMarked;
