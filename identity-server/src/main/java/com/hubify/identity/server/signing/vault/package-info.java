/**
 * Keys in the transit engine of Vault or OpenBao, and secrets from its key-value engine. {@code VaultKeyCustody} is the
 * adapter of {@link com.hubify.identity.server.signing.KeyCustody}; {@code SigningLane} sends what comes together in one
 * call.
 */
@NullMarked
package com.hubify.identity.server.signing.vault;

import org.jspecify.annotations.NullMarked;
