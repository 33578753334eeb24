package com.hubify.identity.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Stops the start on a version of Spring Boot that the starter was not tested with. Spring Boot moves classes between
 * minor versions. What is missing would show late: as a class that is not found, or as a condition that silently does
 * not match, so that a protection is absent.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SpringBootVersions implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Pattern RELEASE = Pattern.compile("4\\.([01])\\.(\\d+)(?:[.-].*)?");

    /** Earlier patches of 4.0 contain a Tomcat that lacks what the request limits need. */
    private static final int FIRST_PATCH_OF_4_0 = 7;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        require(SpringBootVersion.getVersion());
    }

    static void require(@Nullable String version) {
        if (!isServed(version)) {
            throw new StartRefused(
                    "Hubify's starter supports Spring Boot 4.0 from 4.0.7 on, and 4.1; this is "
                            + (version == null ? "unknown" : version),
                    "Use a supported version of Spring Boot, or the version of the starter that supports yours.",
                    null);
        }
    }

    private static boolean isServed(@Nullable String version) {
        Matcher release = RELEASE.matcher(version == null ? "" : version);
        return release.matches()
                && (release.group(1).equals("1") || Integer.parseInt(release.group(2)) >= FIRST_PATCH_OF_4_0);
    }
}
