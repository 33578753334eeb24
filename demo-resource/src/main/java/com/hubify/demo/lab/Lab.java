package com.hubify.demo.lab;

import com.hubify.demo.api.RequestMember;
import java.time.Instant;

/**
 * A lab.
 *
 * @param id {@code lab_…}; sorts by age
 * @param owner subject of its creator; {@link #NO_OWNER} for samples
 * @param slug unique among its owner's labs; stays when the name changes, so that links do
 * @param experimentCount how many experiments it holds
 */
record Lab(
        String id,
        String owner,
        String name,
        Slug slug,
        String description,
        Template template,
        Visibility visibility,
        int experimentCount,
        Instant createdAt) {

    /** Owner of the samples. No credential has an empty subject, so nobody can change them. */
    static final String NO_OWNER = "";

    boolean isVisibleTo(String subject) {
        return visibility == Visibility.PUBLIC || isOwnedBy(subject);
    }

    boolean isOwnedBy(String subject) {
        return owner.equals(subject) && !owner.equals(NO_OWNER);
    }

    Lab withOneMoreExperiment() {
        return new Lab(id, owner, name, slug, description, template, visibility, experimentCount + 1, createdAt);
    }

    /** The lab after a change; what was not sent stays as it is. */
    Lab changedBy(LabChanges changes) {
        RequestMember newName = new RequestMember("name", changes.name());
        RequestMember newDescription = new RequestMember("description", changes.description());
        RequestMember newVisibility = new RequestMember("visibility", changes.visibility());
        return new Lab(
                id,
                owner,
                newName.isPresent() ? newName.line(NewLab.MAX_NAME) : name,
                slug,
                newDescription.isPresent() ? newDescription.prose(NewLab.MAX_DESCRIPTION) : description,
                template,
                newVisibility.choice(Visibility.class).orElse(visibility),
                experimentCount,
                createdAt);
    }
}
