/**
 * Private keys in a file: for laptops, with the profile {@code local} and no other.
 */
@NullMarked
package com.hubify.identity.server.signing.local;

import org.jspecify.annotations.NullMarked;
