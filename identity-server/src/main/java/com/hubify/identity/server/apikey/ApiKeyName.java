package com.hubify.identity.server.apikey;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The owner's name for an API key.
 *
 * @param value 1 to 100 printable characters, of which at least one can be seen
 */
public record ApiKeyName(String value) {

    private static final int MAX_LENGTH = 100;

    /** A character with a visible glyph. A few letters and symbols of Unicode are blank: fillers and empty cells. */
    private static final Pattern VISIBLE =
            Pattern.compile("[^\\p{C}\\p{Z}\\p{M}\\x{115F}\\x{1160}\\x{3164}\\x{FFA0}\\x{2800}\\x{1D159}]");

    // Which characters are printable depends on the Unicode version, so only new names are checked: stored ones
    // stay readable.
    public ApiKeyName {
        if (!hasLength(value, MAX_LENGTH)) {
            throw new IllegalArgumentException("not the name of an API key");
        }
    }

    /** Reads a new name; empty for anything that is not one. */
    public static Optional<ApiKeyName> parse(String text) {
        return isPrintable(text, MAX_LENGTH) ? Optional.of(new ApiKeyName(text)) : Optional.empty();
    }

    /** Whether the text has 1 to so many characters, all of them printable and one of them visible. */
    static boolean isPrintable(String text, int most) {
        return hasLength(text, most)
                && text.codePoints().allMatch(ApiKeyName::isPrintable)
                && VISIBLE.matcher(text).find();
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean hasLength(String text, int most) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= most;
    }

    // Names are printed in terminals and logs. A control character there is a command, a line break forges a line of
    // the log, and a direction override shows another text than is stored.
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
