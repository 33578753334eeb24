package com.hubify.identity.server.session;

import java.net.URI;

/**
 * What the cookies of this server have in common. Browsers tell hosts apart but not ports (RFC 6265, section 8.5): two servers on
 * one machine would overwrite each other's cookies, so a port other than the scheme's own is part of the name.
 *
 * @param name of the session's cookie, and the beginning of all others' names
 * @param secure whether they travel over TLS alone
 */
public record BrowserCookies(String name, boolean secure) {

    /** Binds a cookie to this very host and to TLS, so that no neighbouring name can plant one. */
    private static final String THIS_HOST_ONLY = "__Host-";

    /** @param issuer our own address, as browsers see it */
    public static BrowserCookies of(String issuer) {
        URI address = URI.create(issuer);
        boolean secure = "https".equals(address.getScheme());
        String name = isDefaultPort(address.getPort(), secure) ? "hubify" : "hubify-" + address.getPort();
        return new BrowserCookies(secure ? THIS_HOST_ONLY + name : name, secure);
    }

    /** The name for a cookie of one path, which browsers refuse to bind to a host. */
    public String nameOfOnePath() {
        return secure ? "__Secure-" + name.substring(THIS_HOST_ONLY.length()) : name;
    }

    private static boolean isDefaultPort(int port, boolean secure) {
        return port < 0 || port == (secure ? 443 : 80);
    }
}
