/**
 * Session tokens as a front end gets them from {@code getToken()}, without authentication: the short cut that replaces
 * Clerk's browser SDK in tests. The knobs bend one token at a time.
 */
@NullMarked
package com.hubify.clerk.sessiontoken;

import org.jspecify.annotations.NullMarked;
