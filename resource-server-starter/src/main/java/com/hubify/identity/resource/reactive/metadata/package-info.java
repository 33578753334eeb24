/**
 * Resource metadata (RFC 9728) on the reactive stack.
 */
@NullMarked
package com.hubify.identity.resource.reactive.metadata;

import org.jspecify.annotations.NullMarked;
