package com.hubify.identity.resource.quota;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The identity server, as budgets are settled with it. */
@FunctionalInterface
interface Settlement {

    /**
     * Settles claims.
     *
     * @return the answer's budgets by name
     * @throws IOException if they could not be settled
     */
    Map<String, Map<String, Object>> settle(List<Claim> claims) throws IOException;
}
