/**
 * The identity server: an OAuth 2 authorization server and OpenID provider that signs people in through Clerk. Sub-packages
 * are named by terms of the protocols; {@code SecurityConfiguration} lists all filter chains.
 */
@NullMarked
package com.hubify.identity.server;

import org.jspecify.annotations.NullMarked;
