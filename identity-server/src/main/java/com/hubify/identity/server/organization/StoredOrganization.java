package com.hubify.identity.server.organization;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of an organization. Members keep their names: other versions of this server read them.
 *
 * @param updatedAt Unix milliseconds
 * @param ended whether it was deleted at Clerk, which is final
 */
record StoredOrganization(
        String id, @Nullable String name, @Nullable String slug, long updatedAt, boolean ended) {

    Organization organization() {
        return new Organization(id, name, slug);
    }
}
