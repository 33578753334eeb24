package com.hubify.identity.resource.web;

import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.settings.ResourceServerProperties.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The rules of {@code hubify.resource.rules}: which scopes a request needs, by its method and path.
 *
 * <p>A service's mapping may be more lenient than a pattern: it may ignore case, or a filter may remove a trailing
 * slash. Therefore the first rule for {@code /v1/labs} applies to {@code /V1/Labs/} too; if another rule matches that
 * path literally, both apply.
 *
 * @param <M> type of the stack's path matchers
 */
public final class UrlRules<M> implements ScopesSupported {

    /** Parses patterns that ignore case. */
    public static final PathPatternParser ANY_CASE = anyCase();

    /** A rule with its exact matcher and those for the paths that a more lenient mapping treats as the same. */
    private record Matchers<M>(Rule rule, M exact, List<M> lax) {}

    private final List<Matchers<M>> all = new ArrayList<>();

    /**
     * Builds matchers for the rules' path patterns.
     *
     * @param exact builds a matcher as the stack does
     * @param anyCase builds a matcher with {@link #ANY_CASE}
     */
    public UrlRules(List<Rule> rules, Function<String, M> exact, Function<String, M> anyCase) {
        for (Rule rule : rules) {
            List<M> lax = spellings(rule.path()).stream().map(anyCase).toList();
            all.add(new Matchers<>(rule, exact.apply(rule.path()), lax));
        }
    }

    /** The scopes that the rules require; empty if no rule matches. */
    public Scopes needed(String method, Predicate<M> matches) {
        return needed(method, matches, rule -> true).orElseGet(Scopes::none);
    }

    /** The scopes that the selected rules require; empty if none of these matches. */
    public Optional<Scopes> needed(String method, Predicate<M> matches, Predicate<Rule> which) {
        Set<Scope> needed = new LinkedHashSet<>();
        boolean isMatched = false;
        for (Matchers<M> matchers : all) {
            if (!matchers.rule.isFor(method) || !which.test(matchers.rule)) {
                continue;
            }
            boolean isExact = matches.test(matchers.exact);
            if (isExact || (!isMatched && matchers.lax.stream().anyMatch(matches))) {
                isMatched = true;
                needed.addAll(matchers.rule.needed().asSet());
            }
            if (isExact) {
                break;
            }
        }
        return isMatched ? Optional.of(Scopes.of(needed)) : Optional.empty();
    }

    @Override
    public Set<String> values() {
        Set<String> values = new TreeSet<>();
        all.forEach(matchers -> values.addAll(matchers.rule.scopes()));
        return values;
    }

    private static List<String> spellings(String path) {
        boolean isOpenEnded = path.endsWith("**") || path.endsWith("}") && path.contains("{*");
        if (isOpenEnded || path.equals("/")) {
            return List.of(path);
        }
        return List.of(path, path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/");
    }

    private static PathPatternParser anyCase() {
        PathPatternParser parser = new PathPatternParser();
        parser.setCaseSensitive(false);
        return parser;
    }
}
