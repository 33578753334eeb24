/**
 * Tokens: their claims, refresh, introspection and revocation, on top of Spring's authorization server. Grants belong to
 * {@code grant}, signatures to {@code signing}, revocations to {@code revocation}.
 */
@NullMarked
package com.hubify.identity.server.token;

import org.jspecify.annotations.NullMarked;
