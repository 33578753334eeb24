/** Limits on requests: which endpoint counts whom, what a sender over its limit is answered, and guesses at clients' secrets. */
@NullMarked
package com.hubify.identity.server.limit.guard;

import org.jspecify.annotations.NullMarked;
