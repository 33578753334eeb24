/**
 * What makes a service accept Hubify's access tokens, API keys and Clerk session tokens on the same paths. Owns how a
 * credential is read from a request, judged and refused; the words themselves belong to {@code protocol}, issuing and
 * revoking to the identity server.
 *
 * <p>A request passes {@link com.hubify.identity.resource.BearerTokens} (what was sent), {@link
 * com.hubify.identity.resource.CachedCredentials} (whether it is known and still good), and, at the handler, {@link
 * com.hubify.identity.resource.HandlerGuard} (whether it is enough). What is not known goes to {@link
 * com.hubify.identity.resource.CredentialRouter} (whose it is) and one verifier (whether it holds); what is turned away
 * leaves by {@link com.hubify.identity.resource.BearerErrors}. None of these knows of servlets or reactive streams: thin
 * adapters named {@code Servlet…} and {@code WebFlux…} join them to either stack, so that both answer alike.
 */
@NullMarked
package com.hubify.identity.resource;

import org.jspecify.annotations.NullMarked;
