package com.hubify.identity.resource.settings;

import com.hubify.identity.settings.StartRefused;
import org.jspecify.annotations.Nullable;

/** An annotation on a handler that asks for what makes no sense; the service does not start. */
public final class InvalidDemand extends StartRefused {

    private static final long serialVersionUID = 1L;

    public InvalidDemand(String problem, String remedy, @Nullable Exception cause) {
        super(problem, remedy, cause);
    }
}
