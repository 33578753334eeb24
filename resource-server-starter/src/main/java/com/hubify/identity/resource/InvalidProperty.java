package com.hubify.identity.resource;

/** A property of the starter that is missing or cannot be used; the service does not start. */
final class InvalidProperty extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    InvalidProperty(String property, String problem, String remedy) {
        super(property + " " + problem);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
