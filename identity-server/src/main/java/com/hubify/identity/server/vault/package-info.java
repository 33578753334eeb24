/**
 * Vault or OpenBao: how it is reached, how this server logs in, what its errors mean, and properties from its key-value
 * engine. The transit engine is used by {@code signing.vault}.
 */
@NullMarked
package com.hubify.identity.server.vault;

import org.jspecify.annotations.NullMarked;
