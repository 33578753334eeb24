/**
 * Annotations that no guard stands before: found at start, which they stop.
 */
@NullMarked
package com.hubify.identity.resource.unenforced;

import org.jspecify.annotations.NullMarked;
