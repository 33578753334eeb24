/**
 * How a session begins: authorization code with PKCE through the browser, or the device grant where there is none, and the
 * checks on what comes back. Keeping the session belongs to {@code session}.
 */
@NullMarked
package com.hubify.identity.cli.login;

import org.jspecify.annotations.NullMarked;
