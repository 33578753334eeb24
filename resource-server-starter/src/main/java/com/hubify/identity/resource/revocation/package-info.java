/**
 * What was revoked: the feed of the identity server, read over one connection that is kept, and the view of it that
 * each verification asks. How the feed looks on the wire stands in docs/revocation-feed.md.
 */
@NullMarked
package com.hubify.identity.resource.revocation;

import org.jspecify.annotations.NullMarked;
