package com.hubify.identity.resource.settings;

import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** Validates the starter's properties. Each error names the property and says what to write instead. */
public final class PropertyRules {

    private static final Pattern FROM_WILDCARD_ON = Pattern.compile("[*?{].*");

    private static final Pattern EVERYTHING = Pattern.compile("/(\\*{1,2}|\\{[^/]*})");

    private static final Set<String> METHODS =
            Arrays.stream(HttpMethod.values()).map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

    /** No token that this affects lives longer. */
    private static final Duration LONGEST_STALENESS = Duration.ofDays(1);

    private PropertyRules() {}

    static String issuer(String property, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Settings.invalid(
                    property,
                    "is not set",
                    "Set it to the issuer of the identity server, for example " + property + "=http://localhost:9000.");
        }
        Settings.requireResolved(value, property);
        if (!WebAddress.isOne(value)) {
            throw Settings.invalid(
                    property,
                    "is not an issuer",
                    "Write it as the issuer's tokens do: http or https, a host, no query and no fragment.");
        }
        return value;
    }

    static void address(String property, @Nullable URI value) {
        if (value != null && !WebAddress.isOne(value)) {
            throw Settings.invalid(
                    property,
                    "is not the URL of a server",
                    "Write http or https, a host, no query and no fragment, for example http://identity-server:9000.");
        }
    }

    static void notNegative(String property, int value) {
        if (value < 0) {
            throw Settings.invalid(property, "is negative", "Use 0 to keep nothing, or leave it out.");
        }
    }

    static void together(String one, @Nullable Object first, String other, @Nullable Object second) {
        if ((first == null) != (second == null)) {
            String missing = first == null ? one : other;
            String present = first == null ? other : one;
            throw Settings.invalid(
                    missing,
                    "is not set although " + present + " is",
                    "Set both, to accept API keys and to receive revocations. Without them a revoked token is accepted until it expires.");
        }
    }

    static void asymmetric(String property, Collection<String> values) {
        boolean signatures = algorithms(values).stream().allMatch(JWSAlgorithm.Family.SIGNATURE::contains);
        if (values.isEmpty() || !signatures) {
            throw Settings.invalid(
                    property,
                    "does not name signature algorithms",
                    "Use ES256, or another public-key signature algorithm of RFC 7518.");
        }
    }

    static Set<JWSAlgorithm> algorithms(Collection<String> values) {
        return values.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
    }

    static void scopes(String property, Collection<String> values) {
        if (Scopes.parse(values).isEmpty()) {
            throw Settings.invalid(
                    property,
                    "holds something that is not a scope",
                    "Use scopes such as labs:read, experiments:* or *.");
        }
    }

    static void pathPattern(String property, String value) {
        if (!isPathPattern(value)) {
            throw Settings.invalid(
                    property,
                    value.isBlank() ? "is not set" : "is not a path pattern",
                    "Use a pattern that begins with a slash, such as /v1/labs/** or /v1/labs/{id}.");
        }
    }

    /**
     * Whether a path pattern begins literally with a path, before any wildcard or variable. For the root path, whether
     * it begins with a whole literal segment, since a pattern such as {@code /lo*} is hardly written with
     * {@code /loggers} in mind.
     */
    public static boolean names(String pattern, String base) {
        String literal = FROM_WILDCARD_ON.matcher(pattern).replaceFirst("");
        if (base.isEmpty()) {
            return literal.indexOf('/', 1) > 0 || literal.equals(pattern) && literal.length() > 1;
        }
        return literal.equals(base) || literal.startsWith(base + "/");
    }

    static boolean isForEverything(String pattern) {
        return EVERYTHING.matcher(pattern).matches();
    }

    static void methods(String property, Collection<String> values) {
        if (!METHODS.containsAll(values)) {
            throw Settings.invalid(
                    property, "holds something that is not a request method", "Use methods such as GET, in capitals.");
        }
    }

    static void staleness(String property, Duration value) {
        if (value.compareTo(Revocation.MOST_BEHIND) < 0) {
            throw Settings.invalid(
                    property,
                    "is less than 200ms, by which an answer of the issuer may itself be behind",
                    "Use a duration such as 2s.");
        }
        Settings.requireBetween(Revocation.MOST_BEHIND, value, LONGEST_STALENESS, property);
    }

    static void differs(String property, @Nullable String value, String issuer) {
        if (issuer.equals(value)) {
            throw Settings.invalid(
                    property,
                    "is the same as hubify.resource.issuer-uri",
                    "Set it to the Frontend API address of your Clerk instance, or leave it out.");
        }
    }

    private static boolean isPathPattern(String value) {
        try {
            PathPatternParser.defaultInstance.parse(value);
            return value.startsWith("/");
        } catch (PatternParseException e) {
            return false;
        }
    }
}
