/**
 * The index of what the limits configure.
 */
@NullMarked
package com.hubify.identity.limits.autoconfigure;

import org.jspecify.annotations.NullMarked;
