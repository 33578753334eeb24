package com.hubify.identity.server.session;

import java.net.URI;

/**
 * Names and attributes of this server's cookies. Cookies are not isolated by port (RFC 6265, section 8.5): two servers on
 * one machine would overwrite each other's, so a non-default port is part of the name.
 *
 * @param name of the session's cookie, and the beginning of all others' names
 * @param secure whether they are sent over TLS only
 */
public record BrowserCookies(String name, boolean secure) {

    /** Prefix that binds a cookie to this host and to TLS, so that no sibling host can set one. */
    private static final String THIS_HOST_ONLY = "__Host-";

    /** @param issuer our own URL, as browsers see it */
    public static BrowserCookies of(String issuer) {
        URI address = URI.create(issuer);
        boolean secure = "https".equals(address.getScheme());
        String name = isDefaultPort(address.getPort(), secure) ? "hubify" : "hubify-" + address.getPort();
        return new BrowserCookies(secure ? THIS_HOST_ONLY + name : name, secure);
    }

    /** Name of a cookie with a path, for which the prefix __Host- is not allowed. */
    public String nameOfOnePath() {
        return secure ? "__Secure-" + name.substring(THIS_HOST_ONLY.length()) : name;
    }

    private static boolean isDefaultPort(int port, boolean secure) {
        return port < 0 || port == (secure ? 443 : 80);
    }
}
