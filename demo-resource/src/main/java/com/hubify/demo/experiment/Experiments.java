package com.hubify.demo.experiment;

import com.hubify.demo.api.Ids;
import com.hubify.demo.api.Page;
import com.hubify.demo.api.PageRequest;
import com.hubify.demo.api.Refusal;
import com.hubify.demo.lab.LabDeleted;
import com.hubify.demo.lab.Labs;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** All experiments, in memory. Every method is atomic. What the caller may not see is treated like what does not exist. */
@Component
class Experiments {

    /** The most experiments one lab may have. */
    static final int MAX_PER_LAB = 200;

    /** The most experiments kept at all. */
    static final int MAX = 10_000;

    private final NavigableMap<String, Experiment> experiments = new TreeMap<>();
    private final Labs labs;
    private final Ids ids;
    private final Clock clock;

    Experiments(Labs labs, Ids ids, Clock clock) {
        this.labs = labs;
        this.ids = ids;
        this.clock = clock;
        SampleExperiments.ALL.forEach(experiment -> experiments.put(experiment.id(), experiment));
    }

    synchronized Experiment create(String subject, NewExperiment asked) {
        Experiment experiment = asked.toExperiment(ids.next("exp"), now());
        labs.requireOwned(experiment.labId(), subject);
        refuseOneTooMany(experiment.labId());
        // Put first, then count: if the lab goes in between, either its event or this line removes the orphan.
        experiments.put(experiment.id(), experiment);
        if (!labs.countExperiment(experiment.labId())) {
            experiments.remove(experiment.id());
            throw Refusal.notFound("Lab");
        }
        return experiment;
    }

    synchronized Page<Experiment> visibleTo(String subject, Optional<String> labId, PageRequest page) {
        return Page.of(
                experiments.values().stream()
                        .filter(experiment ->
                                labId.map(experiment.labId()::equals).orElse(true))
                        .filter(experiment -> labs.isVisible(experiment.labId(), subject)),
                Experiment::id,
                page);
    }

    synchronized Experiment get(String id, String subject) {
        return Optional.ofNullable(experiments.get(id))
                .filter(experiment -> labs.isVisible(experiment.labId(), subject))
                .orElseThrow(() -> Refusal.notFound("Experiment"));
    }

    synchronized Experiment change(String id, String subject, ExperimentChanges changes) {
        Experiment experiment = get(id, subject);
        labs.requireOwned(experiment.labId(), subject);
        Experiment changed = experiment.changedBy(changes, now());
        experiments.put(id, changed);
        return changed;
    }

    @EventListener
    synchronized void forget(LabDeleted lab) {
        experiments.values().removeIf(experiment -> experiment.labId().equals(lab.id()));
    }

    private void refuseOneTooMany(String labId) {
        long inLab = experiments.values().stream()
                .filter(experiment -> experiment.labId().equals(labId))
                .count();
        if (inLab >= MAX_PER_LAB || experiments.size() >= MAX) {
            throw Refusal.limitReached("The maximum number of experiments is reached.");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
