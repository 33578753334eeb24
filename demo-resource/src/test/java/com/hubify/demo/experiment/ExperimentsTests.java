package com.hubify.demo.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.demo.api.PageRequest;
import com.hubify.demo.api.Refusal;
import com.hubify.demo.lab.LabDeleted;
import com.hubify.demo.lab.Labs;
import com.hubify.demo.lab.TestLabs;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentsTests {

    private static final PageRequest ALL = new PageRequest("100", null);

    private final Labs labs = TestLabs.fresh(event -> {});
    private final Experiments experiments = new Experiments(labs, TestLabs.IDS, TestLabs.CLOCK);
    private final String lab = TestLabs.create(labs, "user_ada", "private");

    @Test
    void showsTheSamplesToEveryone() {
        assertThat(experiments.visibleTo("user_bob", Optional.empty(), ALL).items())
                .containsExactlyInAnyOrderElementsOf(SampleExperiments.ALL);
    }

    @Test
    void countsSamplesAsTheirLabsDo() {
        for (String sample : new String[] {"lab_00cosmology", "lab_00ml", "lab_00biology"}) {
            assertThat(experiments
                            .visibleTo("user_bob", Optional.of(sample), ALL)
                            .items())
                    .hasSize(TestLabs.experimentCount(labs, sample, "user_bob"));
        }
    }

    @Test
    void startsPlanned() {
        Experiment experiment = create("First light");

        assertThat(experiment.status()).isEqualTo(ExperimentStatus.PLANNED);
        assertThat(TestLabs.experimentCount(labs, lab, "user_ada")).isEqualTo(1);
    }

    @Test
    void listsThoseOfOneLab() {
        Experiment experiment = create("First light");

        assertThat(experiments.visibleTo("user_ada", Optional.of(lab), ALL).items())
                .containsExactly(experiment);
    }

    @Test
    void hidesThoseOfLabsThatAreHidden() {
        Experiment experiment = create("First light");

        assertThat(experiments.visibleTo("user_bob", Optional.of(lab), ALL).items())
                .isEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> experiments.get(experiment.id(), "user_bob"))
                .withMessage("Experiment does not exist.");
    }

    // Planting experiments in a lab that others trust.
    @Test
    void refusesExperimentInTheLabOfAnother() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> experiments.create("user_ada", new NewExperiment("lab_00cosmology", "Mine", null)))
                .withMessageContaining("someone else");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> experiments.create("user_bob", new NewExperiment(lab, "Mine", null)))
                .withMessage("Lab does not exist.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "failed", "planned"})
    void goesForwardFromPlanned(String status) {
        Experiment experiment = create("First light");

        Experiment changed =
                experiments.change(experiment.id(), "user_ada", new ExperimentChanges(null, null, status, "so far"));

        assertThat(changed.status().name()).isEqualToIgnoringCase(status);
        assertThat(changed.result()).isEqualTo("so far");
    }

    @ParameterizedTest
    @CsvSource({"PLANNED,COMPLETED", "RUNNING,PLANNED", "COMPLETED,RUNNING", "FAILED,PLANNED"})
    void neverGoesBackOrSkips(ExperimentStatus from, ExperimentStatus to) {
        assertThat(from.mayBecome(to)).isFalse();
    }

    @Test
    void saysWhatCannotBecomeWhat() {
        Experiment experiment = create("First light");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> experiments.change(
                        experiment.id(), "user_ada", new ExperimentChanges(null, null, "completed", null)))
                .withMessage("An experiment that is planned cannot become completed.");
    }

    @Test
    void goesWithItsLab() {
        Experiment experiment = create("First light");
        TestLabs.delete(labs, lab, "user_ada");

        experiments.forget(new LabDeleted(lab));

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> experiments.get(experiment.id(), "user_ada"));
    }

    @Test
    void keepsNoMoreThanItsBound() {
        for (int i = 0; i < Experiments.MAX_PER_LAB; i++) {
            create("One of many");
        }

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> create("One too many"));
    }

    private Experiment create(String name) {
        return experiments.create("user_ada", new NewExperiment(lab, name, null));
    }
}
