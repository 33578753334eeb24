/** Browser sessions: who is signed in, since when, and how that is stored. Signing in belongs to {@code login}. */
@NullMarked
package com.hubify.identity.server.session;

import org.jspecify.annotations.NullMarked;
