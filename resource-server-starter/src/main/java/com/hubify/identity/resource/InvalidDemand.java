package com.hubify.identity.resource;

import org.jspecify.annotations.Nullable;

/** An annotation on a handler that asks for what makes no sense; the service does not start. */
final class InvalidDemand extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    InvalidDemand(String problem, String remedy, @Nullable Exception cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
