/**
 * The identity server: an OAuth 2 authorization server and OpenID provider that signs people in through Clerk. Each
 * sub-package is one of the protocol's words; {@code SecurityConfiguration} is the table of contents.
 */
@NullMarked
package com.hubify.identity.server;

import org.jspecify.annotations.NullMarked;
