package com.hubify.identity.benchmarks.server;

import java.util.Locale;

/** What a server is asked to do. */
enum Work {
    TOKEN("Tokens by client credentials"),
    INTROSPECTION("Introspection of access tokens"),
    KEYS("Introspection of API keys"),
    JWKS("Published keys"),
    USERINFO("UserInfo"),
    REFRESH("Refresh");

    private final String title;

    Work(String title) {
        this.title = title;
    }

    /** Its name among the options of the program. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }
}
