package com.hubify.identity.protocol;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The loopback hosts, on which a native app may listen for its redirect.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, sections 7.3 and 8.3</a>
 */
public final class Loopback {

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private Loopback() {}

    /** Whether the host of a URI is a loopback host, ignoring case. */
    public static boolean isHost(@Nullable String host) {
        return host != null && HOSTS.contains(host.toLowerCase(Locale.ROOT));
    }
}
