/**
 * Tokens that a Clerk instance signs: their kinds, what makes one acceptable, the scopes it gives, and where the keys come from.
 * Knows nothing of services or of the identity server, both of which use it.
 *
 * <p>Clerk signs session tokens, ID tokens, OAuth access tokens, template and machine tokens with one key, so {@link
 * com.hubify.identity.clerk.ClerkTokenKind} tells them apart by header and claims.
 */
@NullMarked
package com.hubify.identity.clerk;

import org.jspecify.annotations.NullMarked;
