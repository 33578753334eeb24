/**
 * Accounts: who a person is at Clerk, and their profile. How they signed in belongs to {@code login}, what they allowed to
 * {@code consent}.
 */
@NullMarked
package com.hubify.identity.server.account;

import org.jspecify.annotations.NullMarked;
