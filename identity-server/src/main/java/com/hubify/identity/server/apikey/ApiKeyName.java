package com.hubify.identity.server.apikey;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The owner's name for an API key.
 *
 * @param value 1 to 100 printable characters, at least one of them visible
 */
public record ApiKeyName(String value) {

    private static final int MAX_LENGTH = 100;

    private static final String JOINING = "[^\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}]";

    /**
     * A character with a visible glyph. Excludes the letters and symbols of Unicode that are blank, such as fillers.
     */
    private static final Pattern VISIBLE =
            Pattern.compile("[^\\p{C}\\p{Z}\\p{M}\\x{115F}\\x{1160}\\x{3164}\\x{FFA0}\\x{2800}\\x{1D159}]");

    /**
     * Joiners (ZWNJ and ZWJ) between letters of scripts that have need of them, or between emoji. Attack: one between other letters, at an
     * end or beside another one makes names that look the same.
     */
    private static final Pattern JOINED = Pattern.compile("([\\p{L}\\p{M}\\p{So}\\p{Sk}&&" + JOINING
            + "])[\\x{200C}\\x{200D}]" + "(?=[\\p{L}\\p{So}&&" + JOINING + "])");

    // Which characters are printable depends on the Unicode version, so only new names are checked: stored ones
    // stay readable.
    public ApiKeyName {
        if (!hasLength(value, MAX_LENGTH)) {
            throw new IllegalArgumentException("not the name of an API key");
        }
    }

    /** Parses a new name; empty if it is invalid. */
    public static Optional<ApiKeyName> parse(String text) {
        return isPrintable(text, MAX_LENGTH) ? Optional.of(new ApiKeyName(text)) : Optional.empty();
    }

    /** Whether the text has 1 to {@code most} characters, all printable and at least one visible. */
    static boolean isPrintable(String text, int most) {
        return hasLength(text, most)
                && JOINED.matcher(text).replaceAll("$1").codePoints().allMatch(ApiKeyName::isPrintable)
                && VISIBLE.matcher(text).find();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean hasLength(String text, int most) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= most;
    }

    // Names are printed in terminals and logs. Attacks: a control character is a terminal command, a line break forges
    // a log line, and a direction override displays other text than is stored.
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
