/** Clients of the identity server, for its operators: one by one, and as a file says. */
@NullMarked
package com.hubify.identity.cli.client;

import org.jspecify.annotations.NullMarked;
