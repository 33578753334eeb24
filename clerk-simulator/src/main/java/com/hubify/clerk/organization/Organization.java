package com.hubify.clerk.organization;

import com.hubify.clerk.user.Metadata;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An organization.
 *
 * @param id {@code org_} and 27 letters or digits
 * @param slug short name, unique in the instance, if there is one
 * @param features features the organization has, in the order of the {@code fea} claim
 * @param createdBy id of the person who made it, if a person did
 */
public record Organization(
        String id,
        @Nullable String slug,
        String name,
        List<String> features,
        Metadata metadata,
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
        return id.equals(idOrSlug) || idOrSlug.equals(slug);
    }

    /** What people recognise it by: slug, else name. */
    public String label() {
        return slug == null ? name : slug;
    }

    public Organization with(String changedName, @Nullable String changedSlug) {
        return new Organization(id, changedSlug, changedName, features, metadata, createdBy, createdAt, updatedAt);
    }

    public Organization with(Metadata changed) {
        return new Organization(id, slug, name, features, changed, createdBy, createdAt, updatedAt);
    }

    public Organization changedAt(Instant now) {
        return new Organization(id, slug, name, features, metadata, createdBy, createdAt, now);
    }
}
