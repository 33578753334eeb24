/** Private keys in a file: for development, only with the profile {@code local}. */
@NullMarked
package com.hubify.identity.server.signing.local;

import org.jspecify.annotations.NullMarked;
