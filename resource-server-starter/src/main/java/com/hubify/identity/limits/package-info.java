/** Bounds on what a stranger may send: the size of a request and the time it takes to arrive. */
@NullMarked
package com.hubify.identity.limits;

import org.jspecify.annotations.NullMarked;
