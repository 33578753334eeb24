/**
 * The issuer's public keys and the signatures that they verify.
 */
@NullMarked
package com.hubify.identity.resource.keys;

import org.jspecify.annotations.NullMarked;
