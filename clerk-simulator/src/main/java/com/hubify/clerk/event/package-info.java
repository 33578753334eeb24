/**
 * What changes in the instance while it runs, in Clerk's words. The packages that change something publish it; {@code
 * webhook} tells the outside.
 */
@NullMarked
package com.hubify.clerk.event;

import org.jspecify.annotations.NullMarked;
