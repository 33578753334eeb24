package com.hubify.identity.resource.use;

import com.hubify.identity.protocol.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Numbers of the scopes that this service demands, so that those of a request are the bits of one number. */
final class ScopeNumbers {

    /** So many bits has a {@code long}. A service that demands more scopes has the others not counted one by one. */
    static final int MOST = Long.SIZE;

    static final int NONE = -1;

    private final Map<Scope, Integer> numbers = new ConcurrentHashMap<>();
    private final List<Scope> scopes = new CopyOnWriteArrayList<>();

    /** The scope's number, or {@link #NONE}. */
    int of(Scope scope) {
        Integer number = numbers.get(scope);
        return number != null ? number : scopes.size() < MOST ? add(scope) : NONE;
    }

    Scope scope(int number) {
        return scopes.get(number);
    }

    private synchronized int add(Scope scope) {
        Integer known = numbers.get(scope);
        if (known != null) {
            return known;
        }
        if (scopes.size() == MOST) {
            return NONE;
        }
        int number = scopes.size();
        // First, so that a number that is known has its scope.
        scopes.add(scope);
        numbers.put(scope, number);
        return number;
    }
}
