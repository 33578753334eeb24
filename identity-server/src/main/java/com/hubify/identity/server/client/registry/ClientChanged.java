package com.hubify.identity.server.client.registry;

/**
 * An operator's act on a client.
 *
 * @param operator a person's account id, or the id of the operator's client
 * @param act what was done
 */
public record ClientChanged(String client, String operator, Act act) {

    /** What an operator does with a client. */
    public enum Act {
        CREATED,
        UPDATED,
        SECRET_ROTATED,
        DISABLED,
        ENABLED,
        DELETED
    }
}
