/**
 * Programs that tests start, in containers or natively: how one is run, reached, told to be ready, stopped and cleaned up after.
 */
@NullMarked
package com.hubify.identity.parts.program;

import org.jspecify.annotations.NullMarked;
