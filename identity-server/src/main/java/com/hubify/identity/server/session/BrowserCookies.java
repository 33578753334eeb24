package com.hubify.identity.server.session;

import java.net.URI;
import java.util.Objects;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

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

    public static BrowserCookies of(AuthorizationServerSettings settings) {
        URI issuer = URI.create(Objects.requireNonNull(settings.getIssuer()));
        boolean secure = "https".equals(issuer.getScheme());
        String name = isDefaultPort(issuer.getPort(), secure) ? "hubify" : "hubify-" + issuer.getPort();
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
