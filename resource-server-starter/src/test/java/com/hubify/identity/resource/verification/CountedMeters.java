package com.hubify.identity.resource.verification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counters that a test reads by name and tag values, separated by spaces. */
public final class CountedMeters extends SimpleMeterRegistry {

    public long count(String asked) {
        return (long) getMeters().stream()
                .filter(Counter.class::isInstance)
                .map(Counter.class::cast)
                .filter(counter -> name(counter).equals(asked))
                .mapToDouble(Counter::count)
                .sum();
    }

    private static String name(Counter counter) {
        return Stream.concat(
                        Stream.of(counter.getId().getName()),
                        counter.getId().getTags().stream().map(Tag::getValue))
                .collect(Collectors.joining(" "));
    }
}
