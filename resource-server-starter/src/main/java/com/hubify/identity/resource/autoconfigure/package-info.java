/**
 * The index of what the starter configures, and its health.
 */
@NullMarked
package com.hubify.identity.resource.autoconfigure;

import org.jspecify.annotations.NullMarked;
