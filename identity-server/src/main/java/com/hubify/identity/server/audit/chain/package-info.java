/**
 * Writes records in hash chains. Each node has a chain of its own in each stream, so nodes need not agree on an order; checkpoints
 * bind the chains together.
 */
@NullMarked
package com.hubify.identity.server.audit.chain;

import org.jspecify.annotations.NullMarked;
