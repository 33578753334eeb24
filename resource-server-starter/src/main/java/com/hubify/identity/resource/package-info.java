/**
 * What makes a service accept Hubify's access tokens, API keys and Clerk session tokens on the same paths. Owns how a
 * credential is read from a request, judged and refused; the words themselves belong to {@code protocol}, issuing and
 * revoking to the identity server.
 *
 * <p>A request passes {@link com.hubify.identity.resource.BearerTokens} (what was sent), {@link
 * com.hubify.identity.resource.CredentialRouter} (whose it is), one verifier (whether it holds), and, at the handler,
 * {@link com.hubify.identity.resource.ScopeInterceptor} (whether it is enough). Verifiers and everything below them know
 * nothing of servlets.
 */
@NullMarked
package com.hubify.identity.resource;

import org.jspecify.annotations.NullMarked;
