package com.hubify.identity.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resource scopes that Hubify publishes. Services may define others. The catalogue serves to expand wildcards, to
 * describe scopes on the consent page, and to suggest the intended scope for a misspelt one.
 */
public final class ScopeCatalogue {

    /** What each published scope allows, in the words and the order of Hubify's documentation. */
    private static final Map<Scope, String> DESCRIPTIONS = Stream.of(
                    entry("labs:read", "Read lab information"),
                    entry("labs:write", "Create, update, delete labs"),
                    entry("experiments:read", "Read experiment status and results"),
                    entry("experiments:write", "Create and manage experiments"),
                    entry("experiments:*", "Full experiment access"),
                    entry("agents:read", "Read agent configuration"),
                    entry("agents:write", "Manage agents"),
                    entry("papers:read", "Read paper content"),
                    entry("papers:write", "Create and edit papers"),
                    entry("pods:read", "Read pod status"),
                    entry("pods:write", "Create and manage pods"),
                    entry("tasks:*", "Full task access"),
                    entry("knowledge:*", "Full knowledge base access"),
                    entry("*", "Full access (all scopes)"))
            .collect(Collectors.toMap(Entry::getKey, Entry::getValue, (one, other) -> one, LinkedHashMap::new));

    /** Published scopes, in the order of Hubify's documentation. */
    public static final List<Scope> PUBLISHED = List.copyOf(DESCRIPTIONS.keySet());

    /** For each published resource {@code read}, {@code write} and {@code *}; and {@code *} itself. */
    public static final List<Scope> EXISTING = PUBLISHED.stream()
            .flatMap(scope -> scope.equals(Scope.ALL)
                    ? Stream.of(scope)
                    : Stream.of(":read", ":write", ":*").map(action -> new Scope(scope.resource() + action)))
            .distinct()
            .toList();

    /** Largest number of suggestions for one misspelt scope. */
    private static final int MOST_SUGGESTIONS = 3;

    private ScopeCatalogue() {}

    private static Entry<Scope, String> entry(String scope, String description) {
        return Map.entry(new Scope(scope), description);
    }

    /** What a scope allows, in English; empty if it isn't published. */
    public static Optional<String> description(Scope scope) {
        return Optional.ofNullable(DESCRIPTIONS.get(scope));
    }

    /** The published scopes that the granted one covers, itself included whether published or not. */
    public static List<Scope> coveredBy(Scope granted) {
        return Stream.concat(Stream.of(granted), PUBLISHED.stream().filter(granted::covers))
                .distinct()
                .toList();
    }

    /**
     * Suggestions for a text that is not an existing scope: those most similar to it, otherwise those of the resource
     * it names. At most three; empty if none is similar.
     */
    public static List<Scope> meantBy(String text) {
        String lowered = text.toLowerCase(Locale.ROOT);
        List<String> spelledAlike =
                Spelling.nearest(lowered, EXISTING.stream().map(Scope::value).toList());
        return (spelledAlike.isEmpty() ? ofResource(lowered) : spelledAlike.stream())
                .limit(MOST_SUGGESTIONS)
                .map(Scope::new)
                .toList();
    }

    private static Stream<String> ofResource(String text) {
        String resource = text.split("[:./]", 2)[0];
        List<String> resources =
                EXISTING.stream().map(Scope::resource).distinct().toList();
        List<String> meant = resources.contains(resource) ? List.of(resource) : Spelling.nearest(resource, resources);
        return EXISTING.stream()
                .filter(scope -> meant.contains(scope.resource()) && !scope.equals(Scope.ALL))
                .map(Scope::value);
    }
}
