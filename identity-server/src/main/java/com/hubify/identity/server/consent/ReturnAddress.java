package com.hubify.identity.server.consent;

import com.hubify.identity.protocol.Loopback;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the browser goes after the decision: unlike its name, a client can't make this up.
 *
 * @param name host and port of a site; scheme of an app
 */
record ReturnAddress(Kind kind, String name) {

    enum Kind {
        SITE,
        THIS_COMPUTER,
        APP,
        DEVICE
    }

    /** Devices have no return address. */
    static final ReturnAddress DEVICE = new ReturnAddress(Kind.DEVICE, "");

    /** Reads a registered redirect URI. */
    static ReturnAddress of(String redirectUri) {
        URI uri = URI.create(redirectUri);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return new ReturnAddress(Kind.APP, scheme);
        }
        String host = host(uri.getHost());
        Kind kind = Loopback.isHost(host) ? Kind.THIS_COMPUTER : Kind.SITE;
        return new ReturnAddress(kind, uri.getPort() < 0 ? host : host + ":" + uri.getPort());
    }

    private static String host(@Nullable String host) {
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
