/** Finds annotations that nothing enforces, and stops the start. */
@NullMarked
package com.hubify.identity.resource.unenforced;

import org.jspecify.annotations.NullMarked;
