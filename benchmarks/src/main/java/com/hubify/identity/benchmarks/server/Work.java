package com.hubify.identity.benchmarks.server;

/** What a server is asked to do. */
enum Work {
    TOKEN("token", "Tokens by client credentials"),
    INTROSPECTION("introspection", "Introspection of access tokens"),
    KEYS("keys", "Introspection of API keys"),
    JWKS("jwks", "Published keys"),
    USERINFO("userinfo", "UserInfo"),
    REFRESH("refresh", "Refresh");

    private final String option;
    private final String title;

    Work(String option, String title) {
        this.option = option;
        this.title = title;
    }

    /** Its name among the options of the program. */
    String option() {
        return option;
    }

    String title() {
        return title;
    }
}
