package com.hubify.clerk.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Compares redirect addresses: exactly, except that a registered loopback address (an IP literal, never
 * the name localhost) allows any port.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, section 7.3</a>
 */
final class RedirectUris {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

    private RedirectUris() {}

    static boolean match(String registered, String presented) {
        return registered.equals(presented) || matchApartFromPort(registered, presented);
    }

    /** Whether both are http or https addresses of one scheme, host and port. */
    static boolean sameOrigin(String registered, String presented) {
        try {
            URI one = new URI(registered);
            URI other = new URI(presented);
            return List.of("http", "https").contains(String.valueOf(one.getScheme()))
                    && one.getHost() != null
                    && one.getScheme().equals(other.getScheme())
                    && one.getHost().equals(other.getHost())
                    && one.getPort() == other.getPort()
                    && other.getRawUserInfo() == null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static boolean matchApartFromPort(String registered, String presented) {
        try {
            URI one = new URI(registered);
            URI other = new URI(presented);
            return "http".equals(one.getScheme())
                    && LOOPBACK.contains(String.valueOf(one.getHost()))
                    && withoutPort(one).equals(withoutPort(other))
                    // Parsing drops nothing else; user info or a fragment would have to be registered as such.
                    && Objects.equals(one.getRawUserInfo(), other.getRawUserInfo());
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static String withoutPort(URI uri) {
        return String.join(
                "\n",
                String.valueOf(uri.getScheme()),
                String.valueOf(uri.getHost()),
                String.valueOf(uri.getRawPath()),
                String.valueOf(uri.getRawQuery()),
                String.valueOf(uri.getRawFragment()));
    }
}
