package com.hubify.identity.protocol;

import java.util.regex.Pattern;

/** Redacts credentials in text from a client, such as a path, before it is logged. */
public final class HiddenSecrets {

    private static final Pattern KEY = Pattern.compile("hfy_key_[0-9A-Za-z]*");
    private static final Pattern TOKEN = Pattern.compile("eyJ[0-9A-Za-z_.-]*");

    private HiddenSecrets() {}

    /** The text with everything that looks like an API key or a JWT cut off after its first characters. */
    public static String in(String text) {
        return TOKEN.matcher(KEY.matcher(text).replaceAll("hfy_key_…")).replaceAll("eyJ…");
    }
}
