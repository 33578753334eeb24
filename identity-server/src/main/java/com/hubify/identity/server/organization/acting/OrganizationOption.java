package com.hubify.identity.server.organization.acting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom an application can act for, on the consent page.
 *
 * @param value what the form sends
 * @param title null for the person themselves
 * @param role null if it is not known, and for the person themselves
 * @param chosen whether it is ticked
 * @param without requested scopes that the person's role there does not allow, as they are written on the wire
 */
public record OrganizationOption(
        String value, @Nullable String title, @Nullable String role, boolean chosen, List<String> without) {

    public OrganizationOption {
        without = List.copyOf(without);
    }
}
