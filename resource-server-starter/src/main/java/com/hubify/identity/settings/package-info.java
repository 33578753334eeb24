/**
 * Validation of settings: an unknown or invalid property below {@code hubify} stops the start with one sentence that
 * names it.
 */
@NullMarked
package com.hubify.identity.settings;

import org.jspecify.annotations.NullMarked;
