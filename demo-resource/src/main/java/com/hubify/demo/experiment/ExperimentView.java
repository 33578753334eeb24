package com.hubify.demo.experiment;

import com.hubify.demo.api.RequestMember;
import java.time.Instant;

/** An experiment as the API shows it. */
record ExperimentView(
        String id,
        String labId,
        String name,
        String description,
        String status,
        String result,
        Instant createdAt,
        Instant updatedAt) {

    static ExperimentView of(Experiment experiment) {
        return new ExperimentView(
                experiment.id(),
                experiment.labId(),
                experiment.name(),
                experiment.description(),
                RequestMember.wordFor(experiment.status()),
                experiment.result(),
                experiment.createdAt(),
                experiment.updatedAt());
    }
}
