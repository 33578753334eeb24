package com.hubify.clerk.fault;

import org.springframework.stereotype.Component;

/** Holds what is wrong. Gone with a restart. */
@Component
public class FaultSwitches {

    private volatile Faults faults = Faults.NONE;

    Faults now() {
        return faults;
    }

    void turn(Faults changed) {
        faults = changed;
    }

    /** How far the instance's clock is ahead. */
    public int skewSeconds() {
        return faults.skewSeconds();
    }
}
