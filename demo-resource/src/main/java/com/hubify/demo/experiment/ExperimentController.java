package com.hubify.demo.experiment;

import com.hubify.demo.api.ApiController;
import com.hubify.demo.api.Page;
import com.hubify.demo.api.PageRequest;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.RequiresScope;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Experiments over HTTP. */
@ApiController
class ExperimentController {

    private final Experiments experiments;

    ExperimentController(Experiments experiments) {
        this.experiments = experiments;
    }

    @GetMapping("/experiments")
    @RequiresScope("experiments:read")
    Page<ExperimentView> list(Caller caller, @RequestParam(name = "lab_id") Optional<String> labId, PageRequest page) {
        return experiments.visibleTo(caller.subject(), labId, page).map(ExperimentView::of);
    }

    @PostMapping("/experiments")
    @RequiresScope("experiments:write")
    ResponseEntity<ExperimentView> create(Caller caller, @RequestBody NewExperiment asked) {
        ExperimentView experiment = ExperimentView.of(experiments.create(caller.subject(), asked));
        return ResponseEntity.created(URI.create("/v1/experiments/" + experiment.id()))
                .body(experiment);
    }

    @GetMapping("/experiments/{id}")
    @RequiresScope("experiments:read")
    ExperimentView get(Caller caller, @PathVariable String id) {
        return ExperimentView.of(experiments.get(id, caller.subject()));
    }

    @PatchMapping("/experiments/{id}")
    @RequiresScope("experiments:write")
    ExperimentView change(Caller caller, @PathVariable String id, @RequestBody ExperimentChanges changes) {
        return ExperimentView.of(experiments.change(id, caller.subject(), changes));
    }
}
