package com.hubify.identity.settings;

import org.jspecify.annotations.Nullable;

/** The program runs on a version of Spring Boot that the starter does not serve. */
final class UnsupportedSpringBoot extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnsupportedSpringBoot(@Nullable String version) {
        super("Hubify's starter serves Spring Boot 4.0 from 4.0.7 on, and 4.1; this is "
                + (version == null ? "unknown" : version));
    }
}
