package com.hubify.identity.server.api;

/** The people who are operators. */
@FunctionalInterface
public interface OperatorPeople {

    /**
     * Whether the person is one.
     *
     * @param account subject of the person's token
     */
    boolean include(String account);
}
