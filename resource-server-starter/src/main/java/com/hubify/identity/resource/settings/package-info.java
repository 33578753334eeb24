/** The properties {@code hubify.resource.*}, and the errors about properties and annotations that stop the start. */
@NullMarked
package com.hubify.identity.resource.settings;

import org.jspecify.annotations.NullMarked;
