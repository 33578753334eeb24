package com.hubify.identity.resource.web;

import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import com.hubify.identity.settings.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stops the start where a rule has a version written down in the place of a path that a service reads its API's version from.
 * The service takes {@code /1/labs} and {@code /v1.0/labs} for {@code /v1/labs}; a rule for the last is not about the others.
 */
public final class RuleVersions {

    private static final Pattern WILD = Pattern.compile("\\{[^/]*}|\\*+|\\?");

    /** What may stand for a pattern's wildcards: versions that a pattern can't tell apart. */
    private static final List<String> VERSIONS = List.of("7", "8");

    private RuleVersions() {}

    /**
     * Looks at all rules.
     *
     * @param versionOf the version that the service reads from a path, if any
     * @param parse reads a version as the service does, or throws
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
                                "is for version " + version
                                        + " of the API alone as it is written there, and this service takes"
                                        + " other spellings of it, such as 1, v1.0 and 1.0.0, for the same",
                                "Write a variable in its place, such as {version}, or ask for the scopes at the handlers by"
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
            // There is none in this path: it is too short, or another segment stands there, such as the actuator's.
            return null;
        }
    }
}
