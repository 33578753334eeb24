/**
 * Our person behind a sign-in: who they are at Clerk and what they let us know of themselves. How they signed in belongs to
 * {@code login}, what they allowed to {@code consent}.
 */
@NullMarked
package com.hubify.identity.server.account;

import org.jspecify.annotations.NullMarked;
