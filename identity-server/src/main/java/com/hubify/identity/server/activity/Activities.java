package com.hubify.identity.server.activity;

import java.util.List;

/** The record of each person's activity: the latest of each {@link ActivitySort}, for 90 days. */
interface Activities {

    /**
     * Adds to a person's record.
     *
     * @param same what is the same in events that are folded into one, with the first and the last time; empty for none
     */
    void note(String account, ActivitySort sort, Activity activity, String same);

    /** Removes all of a person. */
    void erase(String account);

    /** All of a person, newest first. */
    List<Activity> of(String account);
}
