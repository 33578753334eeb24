/** The auto-configuration of the starter, and its health indicator. */
@NullMarked
package com.hubify.identity.resource.autoconfigure;

import org.jspecify.annotations.NullMarked;
