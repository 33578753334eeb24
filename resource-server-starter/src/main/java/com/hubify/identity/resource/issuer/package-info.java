/**
 * The identity server as an HTTP peer: its metadata (RFC 8414), the connection to it, and the circuit breaker in front.
 */
@NullMarked
package com.hubify.identity.resource.issuer;

import org.jspecify.annotations.NullMarked;
