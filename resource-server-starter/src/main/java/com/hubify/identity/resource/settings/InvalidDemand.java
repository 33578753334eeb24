package com.hubify.identity.resource.settings;

import org.jspecify.annotations.Nullable;

/** An annotation on a handler that asks for what makes no sense; the service does not start. */
public final class InvalidDemand extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    public InvalidDemand(String problem, String remedy, @Nullable Exception cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
