/** Tells callers how the service sees them. It has no state; everything it says comes with the credential. */
@NullMarked
package com.hubify.demo.whoami;

import org.jspecify.annotations.NullMarked;
