/**
 * Keys in the transit engine of Vault or OpenBao. {@code VaultKeyCustody} is the adapter of
 * {@link com.hubify.identity.server.signing.KeyCustody}; {@code SigningBatcher} has requests that come together share a call.
 */
@NullMarked
package com.hubify.identity.server.signing.vault;

import org.jspecify.annotations.NullMarked;
