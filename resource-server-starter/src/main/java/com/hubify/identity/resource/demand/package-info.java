/**
 * What {@code @RequiresScope} and {@code @MaxStaleness} demand at the place where they stand, and who the caller is
 * there.
 */
@NullMarked
package com.hubify.identity.resource.demand;

import org.jspecify.annotations.NullMarked;
