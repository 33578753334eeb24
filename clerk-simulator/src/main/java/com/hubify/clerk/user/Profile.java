package com.hubify.clerk.user;

import org.jspecify.annotations.Nullable;

/**
 * What a person is called. Clerk requires none of it.
 *
 * @param picture address of a picture
 * @param externalId id of the person in the customer's own system
 */
public record Profile(
        @Nullable EmailAddress email,
        @Nullable String username,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String picture,
        @Nullable String externalId) {}
