/**
 * Signing in through Clerk: the request upstream, the answer cut down to what we use, and what a person sees when it fails.
 * Who the person is belongs to {@code account}, how the sign-in is kept to {@code session}.
 */
@NullMarked
package com.hubify.identity.server.login;

import org.jspecify.annotations.NullMarked;
