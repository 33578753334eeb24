package com.hubify.identity.resource.settings;

import com.hubify.identity.settings.StartRefused;

/** An annotation has an invalid value or cannot be enforced where it stands. The service does not start. */
public final class InvalidDemand extends StartRefused {

    private static final long serialVersionUID = 1L;

    public InvalidDemand(String problem, String remedy) {
        super(problem, remedy, null);
    }

    /**
     * For an annotation that nothing would enforce.
     *
     * @param place the annotation and its location, such as {@code @RequiresScope on com.example.Labs#list()}
     * @param reason why it cannot be enforced there
     */
    public static InvalidDemand unenforceable(Object place, String reason, String remedy) {
        return new InvalidDemand(place + " can't be enforced: " + reason, remedy);
    }
}
