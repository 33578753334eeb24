/**
 * What the user sees: text on standard error, results on standard output, JSON or a table, exit codes, and {@link com.hubify.identity.cli.terminal.Failure}, the one
 * exception commands end with. Knows nothing about servers or credentials; everything that a server says passes through here
 * on its way to the screen, so that it cannot move the cursor or forge a line.
 */
@NullMarked
package com.hubify.identity.cli.terminal;

import org.jspecify.annotations.NullMarked;
