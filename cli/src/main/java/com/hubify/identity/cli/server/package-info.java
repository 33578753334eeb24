/**
 * The identity server as the command line meets it: which one ({@link com.hubify.identity.cli.server.Issuer}), what it
 * offers (discovery), bounded HTTP, and its refusals turned into failures. Holds no credentials; callers hand them in.
 */
@NullMarked
package com.hubify.identity.cli.server;

import org.jspecify.annotations.NullMarked;
