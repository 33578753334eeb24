package com.hubify.demo.experiment;

import com.hubify.demo.api.RequestMember;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What someone sends to plan an experiment: {@code lab_id} and {@code name}, and what it is about. */
record NewExperiment(
        @Nullable String labId,
        @Nullable String name,
        @Nullable String description) {

    static final int MAX_NAME = 100;
    static final int MAX_PROSE = 2000;

    String checkedLabId() {
        return new RequestMember("lab_id", labId).line(40);
    }

    Experiment toExperiment(String id, Instant now) {
        return new Experiment(
                id,
                checkedLabId(),
                new RequestMember("name", name).line(MAX_NAME),
                new RequestMember("description", description).prose(MAX_PROSE),
                ExperimentStatus.PLANNED,
                "",
                now,
                now);
    }
}
