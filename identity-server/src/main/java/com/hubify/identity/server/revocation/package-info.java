/**
 * What was revoked, and the one place that says so. Every cause (RFC 7009, a replayed code, a spent refresh token, a key
 * revoked by its holder, an operator) becomes a {@link com.hubify.identity.protocol.Revocation} here; whoever
 * verifies a credential asks with its {@link com.hubify.identity.protocol.Lineage}.
 */
@NullMarked
package com.hubify.identity.server.revocation;

import org.jspecify.annotations.NullMarked;
