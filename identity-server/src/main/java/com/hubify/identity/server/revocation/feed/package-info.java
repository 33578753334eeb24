/**
 * The revocation feed: one thread of each node reads the log into a shared history, from which all connected services get
 * events.
 */
@NullMarked
package com.hubify.identity.server.revocation.feed;

import org.jspecify.annotations.NullMarked;
