package com.hubify.identity.server.page.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A browser or program in plain words, roughly, from what it calls itself. Attack: one that calls itself by markup, or by words
 * that make it look like another place. So nothing of its text is shown, only words of these lists.
 */
public final class BrowserWords {

    /** @param sign in lower case */
    private record Word(String sign, String word) {}

    /** In this order: most browsers name others, too. */
    private static final List<Word> BROWSERS = List.of(
            new Word("edg/", "Edge"),
            new Word("edga/", "Edge"),
            new Word("edgios/", "Edge"),
            new Word("opr/", "Opera"),
            new Word("samsungbrowser/", "Samsung Internet"),
            new Word("vivaldi/", "Vivaldi"),
            new Word("firefox/", "Firefox"),
            new Word("fxios/", "Firefox"),
            new Word("crios/", "Chrome"),
            new Word("chrome/", "Chrome"),
            new Word("safari/", "Safari"));

    /** Phones name the systems they descend from. */
    private static final List<Word> SYSTEMS = List.of(
            new Word("windows", "Windows"),
            new Word("iphone", "iPhone"),
            new Word("ipad", "iPad"),
            new Word("android", "Android"),
            new Word("cros ", "ChromeOS"),
            new Word("mac os", "Mac"),
            new Word("linux", "Linux"));

    /** What all browsers call themselves first. */
    private static final String BROWSER = "mozilla/";

    private static final String COMMAND_LINE = "hubify-cli/";

    private BrowserWords() {}

    /** Such as "Firefox on Windows", "Hubify command line" or "A program". */
    public static String of(@Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        if (text.isBlank()) {
            return "An unknown browser or program";
        }
        if (!text.startsWith(BROWSER)) {
            return text.startsWith(COMMAND_LINE) ? "Hubify command line" : "A program";
        }
        Optional<String> system = first(SYSTEMS, text);
        String browser = first(BROWSERS, text).orElse(system.isPresent() ? "A browser" : "An unknown browser");
        return browser + system.map(name -> " on " + name).orElse("");
    }

    private static Optional<String> first(List<Word> words, String text) {
        return words.stream()
                .filter(word -> text.contains(word.sign()))
                .map(Word::word)
                .findFirst();
    }
}
