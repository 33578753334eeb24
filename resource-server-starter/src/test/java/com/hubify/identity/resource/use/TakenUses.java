package com.hubify.identity.resource.use;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** What a service has counted, for tests of the whole service. */
public final class TakenUses {

    private TakenUses() {}

    /** Counts nothing. */
    public static KeyUses none() {
        return KeyUses.off(Clock.systemUTC());
    }

    /** The uses of a key since they were last taken, as they are reported. */
    public static List<String> of(KeyUses uses, String key) {
        return uses.take().stream()
                .filter(use -> use.id().equals(key))
                .flatMap(use -> Stream.concat(
                        Stream.of(use.count() + " from " + use.address()),
                        use.scopes().entrySet().stream().map(scope -> scope.getValue() + " " + scope.getKey())))
                .toList();
    }
}
