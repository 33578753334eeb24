/**
 * What services follow: one thread of each node reads the log of revocations into a shared history, from which every connected
 * service is told what is new. Makes no revocations, and knows them only by the log.
 */
@NullMarked
package com.hubify.identity.server.revocation.feed;

import org.jspecify.annotations.NullMarked;
