/**
 * The section <i>Sign-ins</i> of the account: in which browsers a person is signed in, and ending that. Signing in belongs to
 * {@code login}, signing out of the present browser to {@code logout}.
 */
@NullMarked
package com.hubify.identity.server.signin;

import org.jspecify.annotations.NullMarked;
