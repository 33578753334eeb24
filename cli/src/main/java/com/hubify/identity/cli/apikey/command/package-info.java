/** The commands for API keys: what each takes from the command line and prints. */
@NullMarked
package com.hubify.identity.cli.apikey.command;

import org.jspecify.annotations.NullMarked;
