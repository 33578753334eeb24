package com.hubify.identity.cli.audit;

/**
 * How far a chain went, as a checkpoint says it.
 *
 * @param seq number of the last record
 * @param hash of the last record
 */
record Head(ChainId chain, String stream, long seq, String hash) {}
