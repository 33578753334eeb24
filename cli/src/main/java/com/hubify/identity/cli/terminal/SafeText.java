package com.hubify.identity.cli.terminal;

import com.hubify.identity.protocol.ApiKeyToken;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Text from elsewhere, made safe to print. A server, or an attacker in its place, could otherwise send escape sequences that
 * rewrite the screen, or bidirectional marks that make an address read as another.
 */
public final class SafeText {

    /** Longest text of a server that is worth a user's screen, in characters. */
    private static final int MAX_LENGTH = 500;

    private static final Pattern KEY =
            Pattern.compile("(" + ApiKeyToken.PREFIX + "[0-9A-Za-z]{" + ApiKeyToken.ID_LENGTH + "})[0-9A-Za-z]+");

    private SafeText() {}

    /** The text with the secret of every API key in it, or what is left of one, hidden. */
    public static String withoutKeys(String text) {
        return KEY.matcher(text).replaceAll("$1…");
    }

    /** One line of at most 500 characters in which everything invisible is written out as {@code \}{@code uXXXX}. */
    public static String line(String text) {
        String shortened = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return escape(shortened, SafeText::isInvisible);
    }

    /** The same for text of our own making, whose length and line breaks are meant. */
    static String lines(String text) {
        return escape(text, character -> character != '\n' && isInvisible(character));
    }

    static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** Writes the code points chosen as JSON would; inside a JSON string they keep their meaning. */
    static String escape(String text, IntPredicate chosen) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (!chosen.test(codePoint)) {
                safe.appendCodePoint(codePoint);
                return;
            }
            for (char unit : Character.toChars(codePoint)) {
                safe.append(String.format("\\u%04x", (int) unit));
            }
        });
        return safe.toString();
    }
}
