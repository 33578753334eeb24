/**
 * Keys and signatures. {@link com.hubify.identity.server.signing.SigningKeys} is the port: the key to sign with now, the
 * public keys to publish, one signature. Behind it {@code KeyCustody} holds the private halves, in the transit engine of
 * {@link com.hubify.identity.server.signing.vault Vault} or, for laptops, in a file; {@code KeyRing} is what was decided
 * about their versions, and {@code KeyRotation} decides. {@code SigningJwtEncoder} is the only way a token is put together,
 * {@code OwnTokens} the way back: was this token signed here? What a token says belongs to {@code token}.
 */
@NullMarked
package com.hubify.identity.server.signing;

import org.jspecify.annotations.NullMarked;
