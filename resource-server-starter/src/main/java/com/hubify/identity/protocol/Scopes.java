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
 * A set of scopes, in the order they were given. On the wire they are separated by single spaces; in JSON they are an
 * array of their {@link #values}. Use {@link #cover} to check whether they allow something: it respects wildcards.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, section 3.3</a>
 */
public final class Scopes implements Iterable<String> {

    /** Largest number of scopes of one credential. */
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

    /**
     * Parses the space-separated form; empty if any part is not a scope or there are more than {@link #MAX_COUNT}.
     * Duplicates are merged.
     */
    public static Optional<Scopes> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return text.isEmpty() ? Optional.of(NONE) : parse(Arrays.asList(text.split(" ", -1)));
    }

    /** Parses each value as one scope; empty if any is not a scope or there are more than {@link #MAX_COUNT}. */
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

    /** Whether one of these scopes covers the given one. */
    public boolean cover(Scope asked) {
        return scopes.stream().anyMatch(scope -> scope.covers(asked));
    }

    /** Whether each of the given scopes is covered. */
    public boolean coverAll(Scopes asked) {
        return firstNotCovered(asked).isEmpty();
    }

    /** The first of the given scopes that is not covered, for the error message; empty if all are. */
    public Optional<Scope> firstNotCovered(Scopes asked) {
        return asked.scopes.stream().filter(scope -> !cover(scope)).findFirst();
    }

    public Set<Scope> asSet() {
        return scopes;
    }

    /** The scopes as strings, in order. */
    public Set<String> values() {
        return scopes.stream().map(Scope::value).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Iterator<String> iterator() {
        return values().iterator();
    }

    // Not named "isEmpty": JSON mappers would write it as a property.
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
