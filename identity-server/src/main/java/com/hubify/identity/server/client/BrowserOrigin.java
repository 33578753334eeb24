package com.hubify.identity.server.client;

import com.hubify.identity.protocol.Loopback;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Origins as browsers write them: in lower case, and without the port that the scheme has anyway.
 *
 * @see <a href="https://url.spec.whatwg.org/#url-serializing">URL standard, URL serializing</a>
 */
public final class BrowserOrigin {

    private BrowserOrigin() {}

    /**
     * The origin of a redirect URI, as a pattern for Spring: loopback addresses with any port (RFC 8252, section 7.3). Empty
     * if the URI is not http or https.
     */
    public static Optional<String> ofRedirectUri(String redirectUri) {
        URI uri = URI.create(redirectUri);
        String scheme = lower(uri.getScheme());
        String host = lower(uri.getHost());
        if (host.isEmpty() || !scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        if (Loopback.isHost(host)) {
            return Optional.of(scheme + "://" + host + ":[*]");
        }
        int usual = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return Optional.of(scheme + "://" + host + port);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
