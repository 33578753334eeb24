package com.hubify.identity.server.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a service tells of one budget, and asks of it.
 *
 * @param name the sort of its holder, a colon and the holder's id
 * @param used requests for which there were no permits
 * @param carried permits of the minute before, which are used in this one
 * @param earlier requests of earlier minutes, which count for the day alone
 * @param returned permits that it does not need
 * @param wanted permits that it asks for
 */
record Claim(String name, long used, long carried, long earlier, long returned, long wanted) {

    static final String KEY = "key:";
    static final String CALLER = "caller:";
    static final String CLIENT = "client:";
    static final String ORGANIZATION = "organization:";

    /** The id of the holder, if it is of this sort; else null. */
    @Nullable
    String id(String sort) {
        return name.startsWith(sort) ? name.substring(sort.length()) : null;
    }
}
