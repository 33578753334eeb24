package com.hubify.identity.server.client;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client is shown by besides its name, if it is registered: {@code logo_uri}, {@code policy_uri} and {@code client_uri}
 * of RFC 7591, section 2. A request can't set them.
 */
public record ClientLinks(
        @Nullable String logo,
        @Nullable String policy,
        @Nullable String home) {

    /** In characters. */
    private static final int LONGEST = 500;

    private static final String HOST = "https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?";

    /**
     * What can stand in a Content Security Policy, where a semicolon ends the directive, a comma the policy, and a source with
     * a query matches nothing (CSP Level 3, section 2.3.1).
     */
    private static final Pattern PICTURE = Pattern.compile(HOST + "/([A-Za-z0-9._~!$&()*+=:@/-]|%[0-9A-Fa-f]{2})+");

    private static final Pattern PAGE =
            Pattern.compile(HOST + "([/?#]([A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*)?");

    /** Takes nothing that does not have the form, whoever registered it. */
    public ClientLinks {
        logo = logo != null && isPicture(logo) ? logo : null;
        policy = policy != null && isPage(policy) ? policy : null;
        home = home != null && isPage(home) ? home : null;
    }

    static boolean isPicture(String uri) {
        return uri.length() <= LONGEST && PICTURE.matcher(uri).matches() && isUri(uri);
    }

    static boolean isPage(String uri) {
        return uri.length() <= LONGEST && PAGE.matcher(uri).matches() && isUri(uri);
    }

    private static boolean isUri(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
