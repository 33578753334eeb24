/**
 * Keys and signatures. {@link com.hubify.identity.server.signing.SigningKeys} is the port: the key to sign with now, the
 * public keys to publish, one signature. {@code VaultSigningKeys} keeps the private halves in a Vault or OpenBao transit
 * engine, {@code LocalSigningKeys} in a file, for laptops. {@code SigningJwtEncoder} is the only way a token is put
 * together, {@code OwnTokens} the way back: was this token signed here? What a token says belongs to {@code token}.
 */
@NullMarked
package com.hubify.identity.server.signing;

import org.jspecify.annotations.NullMarked;
