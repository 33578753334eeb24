package com.hubify.clerk.directory;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An organization.
 *
 * @param id {@code org_} and 27 letters or digits
 * @param slug short name, unique in the instance
 * @param name display name
 * @param features features the organization has, in the order of the {@code fea} claim
 */
public record Organization(
        String id, String slug, String name, @DefaultValue List<String> features) {

    private static final Pattern ID = Pattern.compile("org_[A-Za-z0-9]{27}");

    public Organization {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An organization id is org_ and 27 letters or digits, not " + id);
        }
    }

    public boolean answersTo(String idOrSlug) {
        return id.equals(idOrSlug) || slug.equals(idOrSlug);
    }
}
