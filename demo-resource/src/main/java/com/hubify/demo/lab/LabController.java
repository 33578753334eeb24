package com.hubify.demo.lab;

import com.hubify.demo.api.ApiController;
import com.hubify.demo.api.Page;
import com.hubify.demo.api.PageRequest;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.MaxStaleness;
import com.hubify.identity.resource.RequiresRecentSignIn;
import com.hubify.identity.resource.RequiresScope;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Labs over HTTP. */
@ApiController
class LabController {

    private final Labs labs;

    LabController(Labs labs) {
        this.labs = labs;
    }

    @GetMapping("/labs")
    @RequiresScope("labs:read")
    Page<LabView> list(Caller caller, PageRequest page) {
        return labs.visibleTo(caller.subject(), page).map(LabView::of);
    }

    @PostMapping("/labs")
    @RequiresScope("labs:write")
    ResponseEntity<LabView> create(Caller caller, @RequestBody NewLab asked) {
        LabView lab = LabView.of(labs.create(caller.subject(), asked));
        return ResponseEntity.created(URI.create("/v1/labs/" + lab.id())).body(lab);
    }

    @GetMapping("/labs/{id}")
    @RequiresScope("labs:read")
    LabView get(Caller caller, @PathVariable String id) {
        return LabView.of(labs.get(id, caller.subject()));
    }

    @PatchMapping("/labs/{id}")
    @RequiresScope("labs:write")
    LabView change(Caller caller, @PathVariable String id, @RequestBody LabChanges changes) {
        return LabView.of(labs.change(id, caller.subject(), changes));
    }

    // A deleted lab can't be restored, so recently revoked credentials must not get here.
    @DeleteMapping("/labs/{id}")
    @RequiresScope("labs:write")
    @MaxStaleness("2s")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String id) {
        labs.delete(id, caller.subject());
    }

    // All of them at once: a stolen token or an unlocked screen must not be enough.
    @DeleteMapping("/labs")
    @RequiresScope("labs:write")
    @RequiresRecentSignIn("1m")
    @MaxStaleness("2s")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteAll(Caller caller) {
        labs.deleteAll(caller.subject());
    }
}
