package com.hubify.identity.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of scopes, in the order they were given. On the wire they are separated by single spaces; in JSON, and one by one,
 * they are their {@link #values}. Whether one is among them is for {@link #cover} to say.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, section 3.3</a>
 */
public final class Scopes implements Iterable<String> {

    /** Most scopes one credential may carry. */
    public static final int MAX_COUNT = 64;

    private static final int MAX_LENGTH = MAX_COUNT * (Scope.MAX_LENGTH + 1);
    private static final Scopes NONE = new Scopes(Set.of());

    private final Set<Scope> scopes;

    private Scopes(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    public static Scopes none() {
        return NONE;
    }

    public static Scopes of(Collection<Scope> scopes) {
        return new Scopes(Collections.unmodifiableSet(new LinkedHashSet<>(scopes)));
    }

    /** Reads the space-separated form; empty if any part is not a scope or there are too many. Repeats count once. */
    public static Optional<Scopes> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return text.isEmpty() ? Optional.of(NONE) : parse(Arrays.asList(text.split(" ", -1)));
    }

    /** Reads scopes given one by one; empty if any of them is not a scope or there are too many. */
    public static Optional<Scopes> parse(Collection<String> values) {
        List<Scope> read = new ArrayList<>();
        for (String value : values) {
            Optional<Scope> scope = Scope.parse(value);
            if (scope.isEmpty() || read.size() == MAX_COUNT) {
                return Optional.empty();
            }
            read.add(scope.get());
        }
        return Optional.of(of(read));
    }

    /** Whether one of these scopes covers the one asked for. */
    public boolean cover(Scope asked) {
        return scopes.stream().anyMatch(scope -> scope.covers(asked));
    }

    /** Whether each of the scopes asked for is covered. */
    public boolean coverAll(Scopes asked) {
        return firstNotCovered(asked).isEmpty();
    }

    /** The first scope asked for that is not covered: the one an error should name. */
    public Optional<Scope> firstNotCovered(Scopes asked) {
        return asked.scopes.stream().filter(scope -> !cover(scope)).findFirst();
    }

    public Set<Scope> asSet() {
        return scopes;
    }

    /** The scopes as strings, in order, as Spring Security and JSON want them. */
    public Set<String> values() {
        return scopes.stream().map(Scope::value).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Iterator<String> iterator() {
        return values().iterator();
    }

    // Not "isEmpty", which would have JSON mappers take this for a bean that is empty or not.
    public boolean areNone() {
        return scopes.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scopes that && scopes.equals(that.scopes);
    }

    @Override
    public int hashCode() {
        return scopes.hashCode();
    }

    /** The form on the wire. */
    @Override
    public String toString() {
        return scopes.stream().map(Scope::value).collect(Collectors.joining(" "));
    }
}
