/**
 * A stand-in for Clerk on a laptop and in tests: one instance with its OAuth provider, sign-in page and session tokens.
 * Never part of a production deployment: it issues tokens for its sample users without authentication.
 */
@NullMarked
package com.hubify.clerk;

import org.jspecify.annotations.NullMarked;
