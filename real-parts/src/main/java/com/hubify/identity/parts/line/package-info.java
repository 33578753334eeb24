/**
 * A line between two programs that a test cuts, holds up or breaks once.
 */
@NullMarked
package com.hubify.identity.parts.line;

import org.jspecify.annotations.NullMarked;
