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
 * {@code hubify.resource.issuer-uri}. A slip away from a property stops the start, as it does in a file. Of other names below one
 * of our groups nobody can say whom they are for, so the log warns of them; {@code HUBIFY_API_KEY} and the like are below none.
 */
final class EnvironmentVariables {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentVariables.class);

    /** Those of {@code ./run}, and what Docker and Kubernetes set for a service that is called like one of our groups. */
    private static final Pattern OF_OTHERS =
            Pattern.compile("HUBIFY_[A-Z]+_(PORT|SERVICE_HOST|SERVICE_PORT|ENV|NAME)(_.*)?");

    private final KnownProperties root;

    EnvironmentVariables(KnownProperties root) {
        this.root = root;
    }

    /** Stops the start, or warns, if it is misspelt or has no effect. */
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
                    "is not a known property, which the environment variable " + variable + " sets; the nearest one is "
                            + nearest);
        }
        LOG.warn(
                "The environment variable {} looks like one of Hubify's properties, but there is none of this name. The"
                        + " nearest is {}",
                variable,
                nearest);
    }

    /**
     * The name with each run of the variable's words, in turn, for the key of a map or the index of a list: which of them are the
     * key isn't known while a word beside it may have a typing error.
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
     * An underscore stands for a point or a hyphen, so a name may go on over several words. What has members has no value, and
     * else a member with a typing error would be taken for the end of a key: {@code evil-secrt}.
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
