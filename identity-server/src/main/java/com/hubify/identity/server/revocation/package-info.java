/**
 * What was revoked, and the one place that says so. Every cause (RFC 7009, a replayed code, a spent refresh token, a key
 * revoked by its holder, an operator) becomes a {@link com.hubify.identity.protocol.Revocation} here; whoever
 * verifies a credential asks with its {@link com.hubify.identity.protocol.Lineage}.
 *
 * <p>Services follow along: one thread of each node reads the log into a shared history, from which every connected service is
 * told what is new.
 */
@NullMarked
package com.hubify.identity.server.revocation;

import org.jspecify.annotations.NullMarked;
