/**
 * A real browser.
 */
@NullMarked
package com.hubify.identity.parts.chromium;

import org.jspecify.annotations.NullMarked;
