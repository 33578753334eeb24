/**
 * The simulated Clerk instance itself: its issuer, ids, secret key and the switches for what is not known about
 * the real one.
 */
@NullMarked
package com.hubify.clerk.instance;

import org.jspecify.annotations.NullMarked;
