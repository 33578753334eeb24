/**
 * Keys in the transit engine of Vault or OpenBao. {@code VaultKeyCustody} is the adapter of
 * {@link com.hubify.identity.server.signing.KeyCustody}; {@code SigningBatcher} lets concurrent requests share a call.
 */
@NullMarked
package com.hubify.identity.server.signing.vault;

import org.jspecify.annotations.NullMarked;
