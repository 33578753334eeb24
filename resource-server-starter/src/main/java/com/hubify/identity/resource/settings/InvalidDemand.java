package com.hubify.identity.resource.settings;

import com.hubify.identity.settings.StartRefused;

/** An annotation that demands what can't be understood or can't be enforced. The service does not start. */
public final class InvalidDemand extends StartRefused {

    private static final long serialVersionUID = 1L;

    public InvalidDemand(String problem, String remedy) {
        super(problem, remedy, null);
    }

    /**
     * An annotation that nothing would enforce.
     *
     * @param place which annotation it is and where it stands, such as {@code @RequiresScope on com.example.Labs#list()}
     * @param reason why it can't be enforced there
     */
    public static InvalidDemand unenforceable(Object place, String reason, String remedy) {
        return new InvalidDemand(place + " can't be enforced: " + reason, remedy);
    }
}
