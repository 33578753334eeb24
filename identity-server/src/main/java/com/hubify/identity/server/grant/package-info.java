/**
 * Grants, from the code to the last refresh: how they are stored, how refresh tokens rotate, and what ends with what. The
 * tokens issued from a grant belong to {@code token}.
 */
@NullMarked
package com.hubify.identity.server.grant;

import org.jspecify.annotations.NullMarked;
