/** The auto-configuration of the request limits. */
@NullMarked
package com.hubify.identity.limits.autoconfigure;

import org.jspecify.annotations.NullMarked;
