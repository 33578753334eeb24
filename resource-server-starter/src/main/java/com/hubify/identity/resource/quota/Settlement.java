package com.hubify.identity.resource.quota;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The identity server, as budgets are settled with it. */
@FunctionalInterface
interface Settlement {

    /** Member of an answer in place of all others: the name can't be read. */
    String UNREADABLE = "unreadable";

    /**
     * Settles claims.
     *
     * @return the answer's budgets by name; one that is missing is not counted
     * @throws IOException if they could not be settled
     */
    Map<String, Map<String, Object>> settle(List<Claim> claims) throws IOException;
}
