package com.hubify.identity.server.activity;

/**
 * Events that are bounded together, for each person. Attack: cause one thing again and again, such as sign-ins by a foreign page
 * or refusals of a revoked key, until what matters is trimmed away. So each sort has a bound of its own: 350 in all.
 */
enum ActivitySort {
    SIGN_INS(50),
    /** Created and rotated ones. Attack: create a key, and wash that away with what is done to other keys. */
    KEYS(100),
    /** Of each key the latest. */
    KEY_CHANGES(50),
    /** Revoked ones and those that expire. */
    KEY_ENDS(50),
    APPLICATIONS(40),
    /** Signs of theft. */
    ALARMS(20),
    /** Of own keys. */
    REFUSALS(20),
    /** Error pages, by their references. */
    ERRORS(20);

    private final int most;

    ActivitySort(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }
}
