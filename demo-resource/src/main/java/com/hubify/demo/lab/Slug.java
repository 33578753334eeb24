package com.hubify.demo.lab;

import com.hubify.demo.api.Refusal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The part of a lab's address that people read: lower-case letters and digits in groups joined by single hyphens.
 *
 * @param value at most 60 characters
 */
record Slug(String value) {

    private static final int MAX_LENGTH = 60;
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern OUTER_HYPHENS = Pattern.compile("^-|-$");

    /** @throws Refusal if the value has another form */
    Slug {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw Refusal.invalid("slug must be lower-case letters, digits and single hyphens, at most 60 characters.");
        }
    }

    /** Derives a slug from a name; {@code lab} where the name has no Latin letter or digit. */
    static Slug from(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String joined = trimmed(OTHERS.matcher(plain).replaceAll("-"));
        return new Slug(joined.isEmpty() ? "lab" : cut(joined, MAX_LENGTH));
    }

    /** The first of this slug, {@code …-2}, {@code …-3} and so on that is free. */
    Slug firstFree(Predicate<Slug> taken) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(this::numbered)
                .filter(taken.negate())
                .findFirst()
                .orElseThrow();
    }

    private Slug numbered(int number) {
        String ending = "-" + number;
        return number == 1 ? this : new Slug(cut(value, MAX_LENGTH - ending.length()) + ending);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : trimmed(text.substring(0, max));
    }

    private static String trimmed(String text) {
        return OUTER_HYPHENS.matcher(text).replaceAll("");
    }
}
