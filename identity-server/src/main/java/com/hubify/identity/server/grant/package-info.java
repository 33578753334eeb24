/**
 * What people granted to clients, from the code to the last refresh: where it is kept, how a refresh token is used
 * once, and what ends with what. The tokens that are made from a grant belong to {@code token}.
 */
@NullMarked
package com.hubify.identity.server.grant;

import org.jspecify.annotations.NullMarked;
