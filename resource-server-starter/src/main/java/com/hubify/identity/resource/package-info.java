/**
 * The resource server: reads Hubify's access tokens, API keys and Clerk session tokens from requests, verifies them and
 * answers refusals. Formats are in {@code protocol}; issuing and revoking belong to the identity server.
 *
 * <p>A credential that is cached is verified in these steps:
 *
 * <pre>
 *   …BearerTokens             reads it from the request
 *   …AuthenticationManager    asks {@link com.hubify.identity.resource.memory.CredentialVerifier} and throws or authenticates
 *   CachedCredentials         is it in memory (CredentialMemory, by CredentialDigest), unexpired,
 *                             fresh enough and not revoked (KnownCredential asks RevocationView)?
 * </pre>
 *
 * A new credential continues from there, and the result is cached:
 *
 * <pre>
 *   SingleFlight              one verification for all concurrent requests
 *   CredentialRouter          API key, or token of which issuer?
 *   AccessTokenVerifier       SignedTokens: algorithm, signature (IssuerKeys), times; then its claims
 *   ClerkVerifier             ClerkTokenVerifier does the same for Clerk's, by kind of token
 *   ApiKeyVerifier            Introspection by IntrospectionClient, behind IssuerBreaker and IssuerConnection
 * </pre>
 *
 * <p>At the handler, {@link com.hubify.identity.resource.handler.HandlerGuard} decides whether the caller is allowed;
 * {@link com.hubify.identity.resource.web.BearerErrors} turns failures into answers. Adapters named {@code Servlet…}
 * and {@code WebFlux…} connect this to the two stacks, which therefore answer alike.
 *
 * <p>The API for services consists of the types in this package, {@code HubifyResourceServer} in {@code servlet} and
 * {@code HubifyReactiveResourceServer} in {@code reactive}. Other types are public only for other packages of the
 * starter and may change. Dependencies between packages go one way:
 *
 * <pre>
 *   settings ← issuer ← revocation ← keys ← verification ← memory
 *                                           verification ← web
 *                          this package ← demand ← code ← bean ← handler ← unenforced
 *                      web, memory, handler ← servlet ← servlet.handler
 *                      web, memory, handler ← reactive ← reactive.handler
 *                verification, demand, bean ← grpc, graphql, message, relay
 *                                       all ← autoconfigure
 * </pre>
 */
@NullMarked
package com.hubify.identity.resource;

import org.jspecify.annotations.NullMarked;
