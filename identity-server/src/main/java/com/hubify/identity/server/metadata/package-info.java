/** The server's metadata: both discovery documents. */
@NullMarked
package com.hubify.identity.server.metadata;

import org.jspecify.annotations.NullMarked;
