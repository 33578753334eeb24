package com.hubify.identity.protocol;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The resource scopes Hubify publishes. Services may use others; the catalogue is what a wildcard can be spelled out to,
 * what the consent page can describe, and what tells a scope from a slip of the pen.
 */
public final class ScopeCatalogue {

    /** Published scopes, in the order of Hubify's documentation. */
    public static final List<Scope> PUBLISHED = Stream.of(
                    "labs:read",
                    "labs:write",
                    "experiments:read",
                    "experiments:write",
                    "experiments:*",
                    "agents:read",
                    "agents:write",
                    "papers:read",
                    "papers:write",
                    "pods:read",
                    "pods:write",
                    "tasks:*",
                    "knowledge:*",
                    "*")
            .map(Scope::new)
            .toList();

    /** Scopes that exist: of each published resource {@code read}, {@code write} and {@code *}, and {@code *} itself. */
    public static final List<Scope> EXISTING = PUBLISHED.stream()
            .flatMap(scope -> scope.equals(Scope.ALL)
                    ? Stream.of(scope)
                    : Stream.of(":read", ":write", ":*").map(action -> new Scope(scope.resource() + action)))
            .distinct()
            .toList();

    /** Most scopes one mistake is answered with. */
    private static final int MOST_SUGGESTIONS = 3;

    private ScopeCatalogue() {}

    /** The published scopes that the granted one covers, itself included whether published or not. */
    public static List<Scope> coveredBy(Scope granted) {
        return Stream.concat(Stream.of(granted), PUBLISHED.stream().filter(granted::covers))
                .distinct()
                .toList();
    }

    /**
     * The scopes that may have been meant by a text that is none of them: those spelled most like it, else those of the
     * resource it names. At most three; none where nothing comes near.
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
