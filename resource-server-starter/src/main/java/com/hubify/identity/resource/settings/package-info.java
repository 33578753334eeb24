/**
 * The properties {@code hubify.resource.*}, what is wrong with them, and with the annotations of a service, as one
 * sentence that stops the start.
 */
@NullMarked
package com.hubify.identity.resource.settings;

import org.jspecify.annotations.NullMarked;
