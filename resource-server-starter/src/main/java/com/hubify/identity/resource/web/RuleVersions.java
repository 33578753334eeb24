package com.hubify.identity.resource.web;

import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import com.hubify.identity.settings.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stops the start if a rule contains a literal version in the path segment from which Spring reads the API version.
 * Spring accepts {@code /1/labs} and {@code /v1.0/labs} as {@code /v1/labs}, so a rule for the last could be bypassed
 * with the others.
 */
public final class RuleVersions {

    private static final Pattern WILD = Pattern.compile("\\{[^/]*}|\\*+|\\?");

    /** Sample values for a pattern's wildcards. */
    private static final List<String> VERSIONS = List.of("7", "8");

    private RuleVersions() {}

    /**
     * Checks all rules.
     *
     * @param versionOf returns the version that the service reads from a path, or null
     * @param parse parses a version as the service does, or throws
     */
    public static void require(
            List<Rule> rules, Function<String, @Nullable String> versionOf, Function<String, ?> parse) {
        IntStream.range(0, rules.size()).forEach(i -> {
            String path = rules.get(i).path();
            VERSIONS.stream()
                    .map(any -> written(path, any, versionOf, parse))
                    .filter(version -> version != null)
                    .findFirst()
                    .ifPresent(version -> {
                        throw Settings.invalid(
                                "hubify.resource.rules[" + i + "].path",
                                "matches version " + version
                                        + " of the API only in this spelling, and this service accepts"
                                        + " other spellings, such as 1, v1.0 and 1.0.0, as the same version",
                                "Write a variable in its place, such as {version}, or require the scopes at the handlers with"
                                        + " @RequiresScope.");
                    });
        });
    }

    private static @Nullable String written(
            String pattern, String any, Function<String, @Nullable String> versionOf, Function<String, ?> parse) {
        try {
            String version = versionOf.apply(WILD.matcher(pattern).replaceAll(any));
            if (version == null || version.equals(any)) {
                return null;
            }
            return parse.apply(version) == null ? null : version;
        } catch (RuntimeException e) {
            // The path contains no version: it is too short, or has another segment there, such as the actuator's.
            return null;
        }
    }
}
