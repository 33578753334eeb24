/**
 * The limits of requests on Reactor Netty, before any filter.
 */
@NullMarked
package com.hubify.identity.limits.reactive;

import org.jspecify.annotations.NullMarked;
