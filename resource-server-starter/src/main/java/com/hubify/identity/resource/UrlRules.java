package com.hubify.identity.resource;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.ResourceServerProperties.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rules of {@code hubify.resource.rules}: which scopes a request needs, by its method and path.
 *
 * @param <M> how the stack matches paths
 */
final class UrlRules<M> implements ScopesSupported {

    private final Map<Rule, M> matchers = new LinkedHashMap<>();

    /** @param matcher makes a matcher of a path pattern */
    UrlRules(List<Rule> rules, Function<String, M> matcher) {
        rules.forEach(rule -> matchers.put(rule, matcher.apply(rule.path())));
    }

    /** The scopes of the first rule that matches; none where no rule does. */
    Scopes needed(String method, Predicate<M> matches) {
        return matchers.entrySet().stream()
                .filter(rule -> rule.getKey().isFor(method) && matches.test(rule.getValue()))
                .findFirst()
                .map(rule -> rule.getKey().needed())
                .orElseGet(Scopes::none);
    }

    @Override
    public Set<String> values() {
        Set<String> values = new TreeSet<>();
        matchers.keySet().forEach(rule -> values.addAll(rule.scopes()));
        return values;
    }
}
