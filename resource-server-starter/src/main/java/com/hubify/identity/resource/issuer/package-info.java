/**
 * The identity server as an HTTP peer: its metadata (RFC 8414), the connection to it, and when not to ask.
 */
@NullMarked
package com.hubify.identity.resource.issuer;

import org.jspecify.annotations.NullMarked;
