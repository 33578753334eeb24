package com.hubify.clerk.fault;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Turns faults on and off. Without counterpart at Clerk, and itself never at fault. */
@RestController
@RequestMapping(path = "/simulator/faults", produces = MediaType.APPLICATION_JSON_VALUE)
class FaultController {

    private final FaultSwitches switches;

    FaultController(FaultSwitches switches) {
        this.switches = switches;
    }

    @GetMapping
    Map<String, Object> faults() {
        return switches.now().json();
    }

    /** Replaces all faults: those that are not named end, and {@code {}} ends them all. */
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> turn(@RequestBody Map<String, @Nullable Object> json) {
        switches.turn(Faults.of(json));
        return faults();
    }
}
