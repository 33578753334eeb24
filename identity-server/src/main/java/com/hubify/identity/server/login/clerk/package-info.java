/** Clients for Clerk: its metadata and keys, the token request, and the claims that are used. */
@NullMarked
package com.hubify.identity.server.login.clerk;

import org.jspecify.annotations.NullMarked;
