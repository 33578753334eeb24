/**
 * The instance's one RSA key: kept, published and rotated here, and the only place where something is signed.
 * Which claims a token carries belongs to the packages that mint it.
 */
@NullMarked
package com.hubify.clerk.signing;

import org.jspecify.annotations.NullMarked;
