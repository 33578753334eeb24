package com.hubify.identity.server.organization;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An organization at Clerk.
 *
 * @param id {@code org_…}
 * @param name as its administrators call it: untrusted text
 * @param slug its name in addresses
 */
public record Organization(
        String id, @Nullable String name, @Nullable String slug) {

    private static final Pattern ID = Pattern.compile("org_[A-Za-z0-9]{1,64}");

    public Organization {
        if (!isId(id)) {
            throw new IllegalArgumentException("not the id of an organization");
        }
    }

    /** Whether the text can be the id of an organization. */
    public static boolean isId(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }

    /** Its name, or what stands for it. */
    public String title() {
        if (name != null) {
            return name;
        }
        return slug == null ? id : slug;
    }
}
