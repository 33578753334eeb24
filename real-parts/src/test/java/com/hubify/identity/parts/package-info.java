/** Tests of the parts themselves: that they start, can be broken and come back. */
@NullMarked
package com.hubify.identity.parts;

import org.jspecify.annotations.NullMarked;
