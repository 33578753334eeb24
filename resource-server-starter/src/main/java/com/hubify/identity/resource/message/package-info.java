/**
 * The caller in handlers of STOMP messages.
 */
@NullMarked
package com.hubify.identity.resource.message;

import org.jspecify.annotations.NullMarked;
