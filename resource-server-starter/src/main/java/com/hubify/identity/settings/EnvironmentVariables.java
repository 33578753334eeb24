package com.hubify.identity.settings;

import com.hubify.identity.protocol.Spelling;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks environment variables that look like properties, as {@code HUBIFY_RESOURCE_ISSUERURI} does for
 * {@code hubify.resource.issuer-uri}. A name that differs from a property by a typing error stops the start, as it does
 * in a file. Other names below one of our groups may be meant for another program, so they are only logged as a
 * warning. {@code HUBIFY_API_KEY} and the like are in none of our groups.
 */
final class EnvironmentVariables {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentVariables.class);

    /**
     * Variables of {@code ./run}, and those that Docker and Kubernetes set for a service with the name of one of our
     * groups.
     */
    private static final Pattern OF_OTHERS =
            Pattern.compile("HUBIFY_[A-Z]+_(PORT|SERVICE_HOST|SERVICE_PORT|ENV|NAME)(_.*)?");

    private final KnownProperties root;

    EnvironmentVariables(KnownProperties root) {
        this.root = root;
    }

    /** Stops the start, or warns, if the variable is misspelt or has no effect. */
    void check(String variable) {
        List<String> words = Arrays.asList(variable.split("_", -1));
        KnownProperties ours = root.member(words.get(0));
        KnownProperties group = ours == null || words.size() < 3 ? null : ours.member(words.get(1));
        if (group == null
                || !variable.startsWith("HUBIFY_")
                || OF_OTHERS.matcher(variable).matches()) {
            return;
        }
        boolean isKnown = isKnown(group, words.subList(2, words.size()));
        if (isKnown && group.isIgnored()) {
            LOG.warn(
                    "The environment variable {} has no effect in this program: remove it, or set it where the service runs",
                    variable);
        } else if (!isKnown && !group.isIgnored()) {
            refuse(variable);
        }
    }

    private void refuse(String variable) {
        List<String> words = Arrays.asList(variable.toLowerCase(Locale.ROOT).split("_", -1));
        String nearest = root.defaults().keySet().stream()
                .flatMap(name -> filledIn(name, words))
                .min(Comparator.comparingInt(name -> Spelling.distance(uniform(name), uniform(variable))))
                .orElseThrow();
        if (Spelling.distance(uniform(nearest), uniform(variable)) <= UnknownProperties.SLIP) {
            throw Settings.invalid(
                    variable.toLowerCase(Locale.ROOT).replace('_', '.'),
                    "is not a known property, which the environment variable " + variable
                            + " sets; the most similar one is " + nearest);
        }
        LOG.warn(
                "The environment variable {} looks like one of Hubify's properties, but no property has this name. The"
                        + " most similar one is {}",
                variable,
                nearest);
    }

    /**
     * The property's name with each run of the variable's words in turn in place of a map key or list index. Which
     * words are the key is not known, since a word beside it may have a typing error.
     */
    private static Stream<String> filledIn(String name, List<String> words) {
        if (!name.contains(KnownProperties.ANY)) {
            return Stream.of(name);
        }
        return IntStream.range(0, words.size())
                .boxed()
                .flatMap(from -> IntStream.rangeClosed(from + 1, words.size())
                        .mapToObj(to -> String.join("-", words.subList(from, to))))
                .map(key -> name.replace(KnownProperties.ANY, key));
    }

    /**
     * An underscore stands for a dot or a hyphen, so one element of a name may span several words. A property with
     * members has no value of its own; otherwise a member with a typing error would be taken for part of a map key, as
     * in {@code evil-secrt}.
     */
    private static boolean isKnown(KnownProperties node, List<String> words) {
        if (words.isEmpty() || node.isOpen()) {
            return node.isOpen() || !node.hasMembers();
        }
        for (int i = 1; i <= words.size(); i++) {
            KnownProperties member = node.member(String.join("", words.subList(0, i)));
            if (member != null && isKnown(member, words.subList(i, words.size()))) {
                return true;
            }
        }
        return false;
    }

    private static String uniform(String name) {
        return name.replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
    }
}
