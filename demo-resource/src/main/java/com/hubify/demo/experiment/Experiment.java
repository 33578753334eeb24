package com.hubify.demo.experiment;

import com.hubify.demo.api.Refusal;
import com.hubify.demo.api.RequestMember;
import java.time.Instant;

/**
 * An experiment.
 *
 * @param id {@code exp_…}; sorts by age
 * @param labId the lab it belongs to, for good
 * @param result what came out, in words; empty until there is something to say
 */
record Experiment(
        String id,
        String labId,
        String name,
        String description,
        ExperimentStatus status,
        String result,
        Instant createdAt,
        Instant updatedAt) {

    /** The experiment after a change; what was not sent stays as it is. */
    Experiment changedBy(ExperimentChanges changes, Instant now) {
        RequestMember newName = new RequestMember("name", changes.name());
        RequestMember newDescription = new RequestMember("description", changes.description());
        RequestMember newStatus = new RequestMember("status", changes.status());
        RequestMember newResult = new RequestMember("result", changes.result());
        return new Experiment(
                id,
                labId,
                newName.isPresent() ? newName.line(NewExperiment.MAX_NAME) : name,
                newDescription.isPresent() ? newDescription.prose(NewExperiment.MAX_PROSE) : description,
                next(newStatus.choice(ExperimentStatus.class).orElse(status)),
                newResult.isPresent() ? newResult.prose(NewExperiment.MAX_PROSE) : result,
                createdAt,
                now);
    }

    private ExperimentStatus next(ExperimentStatus next) {
        if (!status.mayBecome(next)) {
            throw Refusal.conflict("An experiment that is " + RequestMember.wordFor(status) + " cannot become "
                    + RequestMember.wordFor(next) + ".");
        }
        return next;
    }
}
