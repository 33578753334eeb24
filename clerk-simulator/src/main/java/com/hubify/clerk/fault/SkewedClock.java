package com.hubify.clerk.fault;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The instance's clock: the machine's, and as far off as the faults say. */
public final class SkewedClock extends Clock {

    private final Clock machine;
    private final FaultSwitches switches;

    public SkewedClock(Clock machine, FaultSwitches switches) {
        this.machine = machine;
        this.switches = switches;
    }

    @Override
    public Instant instant() {
        return machine.instant().plusSeconds(switches.skewSeconds());
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkewedClock(machine.withZone(zone), switches);
    }
}
