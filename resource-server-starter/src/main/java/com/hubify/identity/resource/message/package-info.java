/**
 * A caller for message handlers.
 */
@NullMarked
package com.hubify.identity.resource.message;

import org.jspecify.annotations.NullMarked;
