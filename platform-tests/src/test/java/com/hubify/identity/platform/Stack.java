package com.hubify.identity.platform;

import org.springframework.boot.WebApplicationType;

/** Spring's two ways of serving the web. */
enum Stack {
    SERVLET(WebApplicationType.SERVLET),
    REACTIVE(WebApplicationType.REACTIVE);

    private final WebApplicationType type;

    Stack(WebApplicationType type) {
        this.type = type;
    }

    WebApplicationType type() {
        return type;
    }
}
