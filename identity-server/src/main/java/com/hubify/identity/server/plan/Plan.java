package com.hubify.identity.server.plan;

import java.util.Locale;

/** The plans of Hubify. */
enum Plan {
    FREE,
    PRO,
    TEAM;

    /** The plan with that name; the smallest one if there is none, as of an account whose plan was renamed. */
    static Plan named(String name) {
        for (Plan plan : values()) {
            if (plan.text().equals(name)) {
                return plan;
            }
        }
        return FREE;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
