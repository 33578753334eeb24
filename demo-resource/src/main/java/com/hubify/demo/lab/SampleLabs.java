package com.hubify.demo.lab;

import java.time.Instant;
import java.util.List;

/** The public labs every caller finds. Their ids sort before all others and stay the same, so examples can name them. */
final class SampleLabs {

    static final List<Lab> ALL = List.of(
            sample(
                    "lab_00biology",
                    "Yeast Growth Curves",
                    "How temperature shapes the doubling time of baker's yeast.",
                    Template.BIOLOGY,
                    1,
                    "2026-04-16T14:05:00Z"),
            sample(
                    "lab_00cosmology",
                    "Hubble Tension",
                    "Two ways to measure how fast space expands, and why they disagree.",
                    Template.COSMOLOGY,
                    2,
                    "2026-04-14T10:42:01Z"),
            sample(
                    "lab_00ml",
                    "Tiny Transformers",
                    "How small a language model may be and still count to ten.",
                    Template.ML,
                    1,
                    "2026-04-15T09:30:00Z"));

    private SampleLabs() {}

    private static Lab sample(
            String id, String name, String description, Template template, int experiments, String createdAt) {
        return new Lab(
                id,
                Lab.NO_OWNER,
                name,
                Slug.from(name),
                description,
                template,
                Visibility.PUBLIC,
                experiments,
                Instant.parse(createdAt));
    }
}
