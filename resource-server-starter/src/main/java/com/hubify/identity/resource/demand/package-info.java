/**
 * Reads what {@code @RequiresScope}, {@code @RequiresRecentSignIn} and {@code @MaxStaleness} require at a method or type, and finds the caller there.
 */
@NullMarked
package com.hubify.identity.resource.demand;

import org.jspecify.annotations.NullMarked;
