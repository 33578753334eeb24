/** The commands for clients: what each takes from the command line and prints. */
@NullMarked
package com.hubify.identity.cli.client.command;

import org.jspecify.annotations.NullMarked;
