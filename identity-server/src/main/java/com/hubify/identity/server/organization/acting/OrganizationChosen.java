package com.hubify.identity.server.organization.acting;

import org.jspecify.annotations.Nullable;

/**
 * A person has chosen for whom they act.
 *
 * @param organization null for themselves
 * @param clientId the application in which they do; null if in all that they sign in to from now on
 */
public record OrganizationChosen(
        String account,
        @Nullable String organization,
        @Nullable String clientId) {}
