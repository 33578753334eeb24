package com.hubify.demo.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One member of a JSON request, as it came. Reading it checks it, and a refusal names it.
 *
 * @param name what the member is called
 * @param value its text, or null if it was left out
 */
public record RequestMember(String name, @Nullable String value) {

    /** Whether the member was sent. */
    public boolean isPresent() {
        return value != null;
    }

    /**
     * Reads one line of text that must be there.
     *
     * @param max the most characters it may have
     * @throws Refusal if it is missing, blank, too long or holds control characters
     */
    public String line(int max) {
        String text = text(max);
        if (text.isEmpty() || text.codePoints().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(name + " must be one line of 1 to " + max + " characters.");
        }
        return text;
    }

    /**
     * Reads text of any number of lines; empty if it was left out.
     *
     * @param max the most characters it may have
     * @throws Refusal if it is too long or holds control characters other than line feeds and tabs
     */
    public String prose(int max) {
        String text = text(max);
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw Refusal.invalid(name + " must be plain text.");
        }
        return text;
    }

    /**
     * Reads one of a few words, which are the constants in lower case; empty if it was left out.
     *
     * @throws Refusal if it is another word
     */
    public <E extends Enum<E>> Optional<E> choice(Class<E> words) {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(words.getEnumConstants())
                .filter(word -> wordFor(word).equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(name + " must be one of " + list(words) + ".")));
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

    private static <E extends Enum<E>> String list(Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .map(RequestMember::wordFor)
                .collect(Collectors.joining(", "));
    }
}
