/** The commands for the audit trail: what each takes from the command line and prints. */
@NullMarked
package com.hubify.identity.cli.audit.command;

import org.jspecify.annotations.NullMarked;
