/** Request limits on Reactor Netty, applied before any filter. */
@NullMarked
package com.hubify.identity.limits.reactive;

import org.jspecify.annotations.NullMarked;
