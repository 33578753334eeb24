/**
 * Public keys of an issuer, and the signatures and times of its tokens. Knows nothing of services or of the identity
 * server, both of which use it.
 */
@NullMarked
package com.hubify.identity.keys;

import org.jspecify.annotations.NullMarked;
