package com.hubify.identity.server.signing;

/** An operator has had a key made or ended. */
public record SigningKeyOrdered(Order order, String kid, String operator) {

    /** What was ordered. */
    public enum Order {
        ROTATE,
        COMPROMISE
    }
}
