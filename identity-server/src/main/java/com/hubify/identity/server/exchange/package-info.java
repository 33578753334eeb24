/**
 * Token exchange (RFC 8693): a credential for a short access token with fewer scopes, which ends with the credential. Each
 * kind of subject token is a {@link com.hubify.identity.server.exchange.SubjectTokens} of its own; there are API keys
 * and session tokens of Clerk.
 */
@NullMarked
package com.hubify.identity.server.exchange;

import org.jspecify.annotations.NullMarked;
