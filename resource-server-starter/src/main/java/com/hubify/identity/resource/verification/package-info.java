/**
 * Whether a credential is good: access tokens (RFC 9068), API keys by introspection (RFC 7662) and Clerk's session
 * tokens, each by its verifier, which {@code CredentialRouter} chooses.
 */
@NullMarked
package com.hubify.identity.resource.verification;

import org.jspecify.annotations.NullMarked;
