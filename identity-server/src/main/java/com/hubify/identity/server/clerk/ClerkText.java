package com.hubify.identity.server.clerk;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is taken from Clerk's free text. People write it themselves; what is too long or no text is left out. */
public final class ClerkText {

    private static final int LONGEST = 256;

    /** A Clerk instance signs machine tokens with the same key; their subjects are not people. */
    private static final Pattern USER_ID = Pattern.compile("user_[A-Za-z0-9]{1,64}");

    private static final Pattern PICTURE = Pattern.compile("https://[A-Za-z0-9.-]+[/?][!-~&&[^\"'<>\\\\]]{0,2000}");

    private ClerkText() {}

    public static boolean isUserId(@Nullable String id) {
        return id != null && USER_ID.matcher(id).matches();
    }

    /** A name or address of at most 256 characters. */
    public static @Nullable String of(@Nullable String text) {
        return text == null || text.isBlank() || text.length() > LONGEST ? null : text;
    }

    /** The address of a picture. It becomes the src of an image: https only, no data or script URLs. */
    public static @Nullable String picture(@Nullable String address) {
        return address != null && PICTURE.matcher(address).matches() ? address : null;
    }
}
