/**
 * What makes a service accept Hubify's access tokens, API keys and Clerk session tokens on the same paths. Owns how a
 * credential is read from a request, judged and refused; the words themselves belong to {@code protocol}, issuing and
 * revoking to the identity server.
 *
 * <p>A request passes {@link com.hubify.identity.resource.BearerTokens} (what was sent), {@link
 * com.hubify.identity.resource.CachedCredentials} (whether it is known and still good), and, at the handler, {@link
 * com.hubify.identity.resource.ScopeInterceptor} (whether it is enough). What is not known goes to {@link
 * com.hubify.identity.resource.CredentialRouter} (whose it is) and one verifier (whether it holds). All but the first and the
 * last know nothing of servlets.
 */
@NullMarked
package com.hubify.identity.resource;

import org.jspecify.annotations.NullMarked;
