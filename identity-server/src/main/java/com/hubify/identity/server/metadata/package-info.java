/**
 * What the server says of itself: both discovery documents, alike.
 */
@NullMarked
package com.hubify.identity.server.metadata;

import org.jspecify.annotations.NullMarked;
