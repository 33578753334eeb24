package com.hubify.identity.server.account;

import org.jspecify.annotations.Nullable;

/**
 * What the upstream provider says of a person, cut down to what we use. An account is found by issuer and subject together,
 * never by e-mail or name: those change hands.
 *
 * @param issuer who says so
 * @param subject the person's identifier there
 * @param email the primary address; null unless the provider calls it verified
 * @param picture an https address
 */
public record UpstreamIdentity(
        String issuer,
        String subject,
        @Nullable String name,
        @Nullable String username,
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String picture) {}
