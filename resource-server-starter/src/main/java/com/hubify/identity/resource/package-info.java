/**
 * What makes a service accept Hubify's access tokens, API keys and Clerk session tokens on the same paths. Owns how a
 * credential is read from a request, judged and refused; the words themselves belong to {@code protocol}, issuing and
 * revoking to the identity server.
 *
 * <p>A request passes {@link com.hubify.identity.resource.web.BearerTokens} (what was sent), {@link
 * com.hubify.identity.resource.memory.CachedCredentials} (whether it is known and still good), and, at the handler, {@link
 * com.hubify.identity.resource.handler.HandlerGuard} (whether it is enough). What is not known goes to {@link
 * com.hubify.identity.resource.verification.CredentialRouter} (whose it is) and one verifier (whether it holds); what is turned away
 * leaves by {@link com.hubify.identity.resource.web.BearerErrors}. None of these knows of servlets or reactive streams: thin
 * adapters named {@code Servlet…} and {@code WebFlux…} join them to either stack, so that both answer alike.
 *
 * <p>What a service's own code names stands here, beside {@code HubifyResourceServer} in {@code servlet} and
 * {@code HubifyReactiveResourceServer} in {@code reactive}. Other types are public for a neighbour, and may change. Arrows run
 * one way:
 *
 * <pre>
 *   settings ← issuer ← revocation ← keys ← verification ← memory
 *                                                    verification ← web
 *                          this face ← demand ← code ← bean ← handler ← unenforced
 *                      web, memory, handler ← servlet ← servlet.handler
 *                      web, memory, handler ← reactive ← reactive.handler
 *                verification, demand, bean ← grpc, graphql, message, relay
 *                                       all ← autoconfigure
 * </pre>
 */
@NullMarked
package com.hubify.identity.resource;

import org.jspecify.annotations.NullMarked;
