/**
 * Keys and signatures. {@link com.hubify.identity.server.signing.SigningKeys} is the port: the key to sign with now,
 * the public keys to publish, one signature. {@code OwnTokens} verifies tokens signed here. The content of tokens
 * belongs to {@code token}.
 *
 * <p>A token is signed by Vault in these steps:
 *
 * <pre>
 * SigningJwtEncoder      header, claims, signing input
 *   RotatingSigningKeys  the active version, timer hubify.signing     rotation; follows the KeyRing of ring
 *     VaultKeyCustody    in plain steps: a SigningBatcher's turn,     vault; in its place LocalKeyCustody of local
 *                        VaultGuard, SelfCheck
 *       VaultTransit     POST transit/sign/NAME                       by the login of server.vault
 * </pre>
 */
@NullMarked
package com.hubify.identity.server.signing;

import org.jspecify.annotations.NullMarked;
