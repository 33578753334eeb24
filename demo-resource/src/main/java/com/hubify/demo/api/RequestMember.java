package com.hubify.demo.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One member of a JSON request, as it came. Reading it checks it, and a {@link Refusal} names it.
 *
 * @param value its text, or null if it was left out
 */
public record RequestMember(String name, @Nullable String value) {

    /** Whether the member was sent. */
    public boolean isPresent() {
        return value != null;
    }

    /** Reads one line of 1 to {@code max} characters without control characters. */
    public String line(int max) {
        String text = text(max);
        if (text.isEmpty() || text.codePoints().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(name + " must be one line of 1 to " + max + " characters.");
        }
        return text;
    }

    /** Reads up to {@code max} characters, without control characters but line feeds and tabs; empty if it was left out. */
    public String prose(int max) {
        String text = text(max);
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw Refusal.invalid(name + " must be plain text.");
        }
        return text;
    }

    /** Reads one of a few words, which are the constants in lower case; empty if it was left out. */
    public <E extends Enum<E>> Optional<E> choice(Class<E> words) {
        return Optional.ofNullable(value)
                .map(text -> constants(words)
                        .filter(word -> wordFor(word).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid(name + " must be one of "
                                + constants(words).map(RequestMember::wordFor).collect(Collectors.joining(", "))
                                + ".")));
    }

    /** The word that stands for a constant on the wire. */
    public static String wordFor(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private String text(int max) {
        String text = value == null ? "" : value.strip();
        if (text.codePointCount(0, text.length()) > max) {
            throw Refusal.invalid(name + " may have at most " + max + " characters.");
        }
        return text;
    }

    private static <E extends Enum<E>> Stream<E> constants(Class<E> words) {
        return Stream.of(words.getEnumConstants());
    }
}
