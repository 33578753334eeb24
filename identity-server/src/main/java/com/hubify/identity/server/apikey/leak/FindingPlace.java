package com.hubify.identity.server.apikey.leak;

import com.hubify.identity.protocol.HiddenSecrets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a key was found, as a report says it: text from outside, cleaned and cut to length.
 *
 * @param source what kind of place it is; {@code unknown} if the report's word is none
 * @param url at most {@value #LONGEST_URL} characters, and without the key, which may be part of it; null if there is none
 */
record FindingPlace(String source, @Nullable String url) {

    static final int LONGEST_URL = 500;

    private static final Pattern WORD = Pattern.compile("[a-z_]{1,40}");

    // Everything but ASCII: look-alikes and direction marks would show an address that it is not.
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e]");

    static FindingPlace of(@Nullable String source, @Nullable String url) {
        // GitHub documents "Commit", and sends "commit".
        String word = source == null ? "" : source.toLowerCase(Locale.ROOT);
        return new FindingPlace(
                WORD.matcher(word).matches() ? word : "unknown", url == null || url.isBlank() ? null : clean(url));
    }

    private static String clean(String url) {
        // Masked before it is cut, so that no part of a key is left at the end.
        String text = HiddenSecrets.in(UNPRINTABLE.matcher(url).replaceAll("?"));
        return text.substring(0, Math.min(text.length(), LONGEST_URL));
    }
}
