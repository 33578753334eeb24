/**
 * Revocations. Every cause (RFC 7009, a replayed code, a reused refresh token, an API key revoked by its holder, an
 * operator) becomes a {@link com.hubify.identity.protocol.Revocation} here; credentials are checked by their
 * {@link com.hubify.identity.protocol.Lineage}.
 */
@NullMarked
package com.hubify.identity.server.revocation;

import org.jspecify.annotations.NullMarked;
