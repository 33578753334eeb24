package com.hubify.demo.experiment;

import java.time.Instant;
import java.util.List;

/** The experiments of the sample labs. */
final class SampleExperiments {

    static final List<Experiment> ALL = List.of(
            sample(
                    "exp_00cepheids",
                    "lab_00cosmology",
                    "Cepheid ladder",
                    ExperimentStatus.COMPLETED,
                    "73.0 ± 1.0 km/s/Mpc",
                    "2026-04-14T11:00:00Z"),
            sample(
                    "exp_00cmb",
                    "lab_00cosmology",
                    "Background radiation fit",
                    ExperimentStatus.COMPLETED,
                    "67.4 ± 0.5 km/s/Mpc",
                    "2026-04-14T11:20:00Z"),
            sample(
                    "exp_00counting",
                    "lab_00ml",
                    "Counting with two layers",
                    ExperimentStatus.RUNNING,
                    "",
                    "2026-04-15T10:00:00Z"),
            sample(
                    "exp_00doubling",
                    "lab_00biology",
                    "Doubling time at 30 °C",
                    ExperimentStatus.PLANNED,
                    "",
                    "2026-04-16T15:00:00Z"));

    private SampleExperiments() {}

    private static Experiment sample(
            String id, String labId, String name, ExperimentStatus status, String result, String at) {
        Instant instant = Instant.parse(at);
        return new Experiment(id, labId, name, "", status, result, instant, instant);
    }
}
