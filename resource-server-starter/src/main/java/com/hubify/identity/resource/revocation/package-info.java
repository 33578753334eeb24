/**
 * The identity server's revocation feed, read over one lasting connection, and the view of it that each verification
 * asks. docs/revocation-feed.md describes the wire protocol.
 */
@NullMarked
package com.hubify.identity.resource.revocation;

import org.jspecify.annotations.NullMarked;
