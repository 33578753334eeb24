package com.hubify.demo.experiment;

import org.jspecify.annotations.Nullable;

/** What someone sends to change an experiment. A member that is left out, or null, changes nothing. */
record ExperimentChanges(
        @Nullable String name,
        @Nullable String description,
        @Nullable String status,
        @Nullable String result) {}
