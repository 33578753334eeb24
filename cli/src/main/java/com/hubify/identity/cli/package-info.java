/**
 * The {@code hubify} command: one class per command, what each takes and prints, and how the parts are put together
 * ({@link com.hubify.identity.cli.Hubify}). What the commands do is done by {@code login}, {@code session} and {@code server}.
 */
@NullMarked
package com.hubify.identity.cli;

import org.jspecify.annotations.NullMarked;
