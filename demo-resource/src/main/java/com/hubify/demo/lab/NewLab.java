package com.hubify.demo.lab;

import com.hubify.demo.api.RequestMember;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What someone sends to make a lab.
 *
 * @param name the only member that must be there
 * @param slug derived from the name if left out
 * @param template {@code blank} if left out
 * @param visibility {@code private} if left out
 */
record NewLab(
        @Nullable String name,
        @Nullable String slug,
        @Nullable String template,
        @Nullable String visibility,
        @Nullable String description) {

    static final int MAX_NAME = 100;
    static final int MAX_DESCRIPTION = 2000;

    Optional<Slug> askedSlug() {
        return Optional.ofNullable(slug).map(Slug::new);
    }

    String checkedName() {
        return new RequestMember("name", name).line(MAX_NAME);
    }

    Lab toLab(String id, String owner, Slug freeSlug, Instant createdAt) {
        return new Lab(
                id,
                owner,
                checkedName(),
                freeSlug,
                new RequestMember("description", description).prose(MAX_DESCRIPTION),
                new RequestMember("template", template).choice(Template.class).orElse(Template.BLANK),
                new RequestMember("visibility", visibility)
                        .choice(Visibility.class)
                        .orElse(Visibility.PRIVATE),
                0,
                createdAt);
    }
}
