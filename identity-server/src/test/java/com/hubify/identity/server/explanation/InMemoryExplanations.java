package com.hubify.identity.server.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class InMemoryExplanations implements Explanations {

    final List<Explanation> all = new ArrayList<>();

    @Override
    public void add(List<Explanation> refused) {
        all.addAll(refused);
    }

    @Override
    public Optional<Explanation> find(String reference) {
        return all.stream().filter(each -> each.reference().equals(reference)).findFirst();
    }

    @Override
    public Optional<Explanation> find(String reference, List<Shelf> shelves) {
        return find(reference).filter(each -> each.shelves().stream().anyMatch(shelves::contains));
    }
}
