/**
 * Limits on how often a client, a person or a network may ask: budgets that all nodes count together in Redis, and each node
 * by itself while Redis is away.
 */
@NullMarked
package com.hubify.identity.server.limit;

import org.jspecify.annotations.NullMarked;
