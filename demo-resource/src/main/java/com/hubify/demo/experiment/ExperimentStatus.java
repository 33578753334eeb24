package com.hubify.demo.experiment;

/** Where an experiment is in its life. It goes forward only. */
enum ExperimentStatus {
    PLANNED,
    RUNNING,
    COMPLETED,
    FAILED;

    /** Whether an experiment may go from this status to the next. Staying is not going, and always allowed. */
    boolean mayBecome(ExperimentStatus next) {
        return this == next
                || switch (this) {
                    case PLANNED -> next == RUNNING || next == FAILED;
                    case RUNNING -> next == COMPLETED || next == FAILED;
                    case COMPLETED, FAILED -> false;
                };
    }
}
