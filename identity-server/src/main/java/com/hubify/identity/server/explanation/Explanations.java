package com.hubify.identity.server.explanation;

import java.util.List;
import java.util.Optional;

/** The stored explanations. */
interface Explanations {

    /** Adds them in one round trip, and one for each shelf. A reference that exists keeps its explanation. */
    void add(List<Explanation> refused);

    /** For operators. */
    Optional<Explanation> find(String reference);

    /** Looks on these shelves only: whether the reference exists elsewhere does not change the answer or its timing. */
    Optional<Explanation> find(String reference, List<Shelf> shelves);
}
