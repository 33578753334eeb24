package com.hubify.clerk.organization;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An organization.
 *
 * @param id {@code org_} and 27 letters or digits
 * @param slug short name, unique in the instance
 * @param features features the organization has, in the order of the {@code fea} claim
 * @param createdBy id of the person who made it, if a person did
 */
public record Organization(
        String id,
        String slug,
        String name,
        List<String> features,
        @Nullable String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    private static final Pattern ID = Pattern.compile("org_[A-Za-z0-9]{27}");

    public Organization {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An organization id is org_ and 27 letters or digits, not " + id);
        }
    }

    public boolean answersTo(String idOrSlug) {
        return id.equals(idOrSlug) || slug.equals(idOrSlug);
    }

    public Organization with(String changedName, String changedSlug, Instant now) {
        return new Organization(id, changedSlug, changedName, features, createdBy, createdAt, now);
    }
}
