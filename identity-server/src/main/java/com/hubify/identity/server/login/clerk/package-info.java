/**
 * What speaks with Clerk: its endpoints and keys, the token request, and the answer cut down to what is used.
 */
@NullMarked
package com.hubify.identity.server.login.clerk;

import org.jspecify.annotations.NullMarked;
