package com.hubify.identity.server.audit.chain;

import com.hubify.identity.server.audit.trail.AuditStream;

/**
 * The last record of a chain.
 *
 * @param chain 16 random characters
 * @param seq its number, from 1
 * @param hash {@link com.hubify.identity.server.audit.trail.RecordHash of the record}
 */
public record ChainHead(AuditStream stream, String chain, long seq, String hash) {}
