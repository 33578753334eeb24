/**
 * What makes a service accept Hubify's access tokens, API keys and Clerk session tokens on the same paths: how a credential is
 * read from a request, verified and refused. The formats belong to {@code protocol}, issuing and revoking to the identity
 * server.
 *
 * <p>A credential takes one of two ways, both down and back once. One that is known:
 *
 * <pre>
 *   …BearerTokens             reads it from the request
 *   …AuthenticationManager    asks {@link com.hubify.identity.resource.memory.CredentialVerifier} and throws or authenticates
 *   CachedCredentials         is it in memory (CredentialMemory, by CredentialDigest), unexpired,
 *                             fresh enough and not revoked (KnownCredential asks RevocationView)?
 * </pre>
 *
 * One that is new goes on from there, and is remembered on the way back:
 *
 * <pre>
 *   SingleFlight              once, however many use it now
 *   CredentialRouter          API key, or token of which issuer?
 *   AccessTokenVerifier       SignedTokens: algorithm, signature (IssuerKeys), times; then its claims
 *   SessionTokenVerifier      the same for Clerk's
 *   ApiKeyVerifier            Introspection by IntrospectionClient, behind IssuerBreaker and IssuerConnection
 * </pre>
 *
 * <p>At the handler, {@link com.hubify.identity.resource.handler.HandlerGuard} decides whether the caller is allowed; refusals
 * leave by {@link com.hubify.identity.resource.web.BearerErrors}. Thin adapters named {@code Servlet…} and {@code WebFlux…} join
 * all of this to either stack, so that both answer alike.
 *
 * <p>What a service's own code names stands here, beside {@code HubifyResourceServer} in {@code servlet} and
 * {@code HubifyReactiveResourceServer} in {@code reactive}. Other types are public for a neighbour, and may change. Arrows run
 * one way:
 *
 * <pre>
 *   settings ← issuer ← revocation ← keys ← verification ← memory
 *                                           verification ← web
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
