/** Limits on what an unauthenticated client may send: the size of a request and the time in which it must arrive. */
@NullMarked
package com.hubify.identity.limits;

import org.jspecify.annotations.NullMarked;
