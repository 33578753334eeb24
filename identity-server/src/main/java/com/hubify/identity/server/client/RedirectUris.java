package com.hubify.identity.server.client;

import com.hubify.identity.protocol.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.util.UriUtils;

/**
 * Compares redirect URIs as strings, character by character: a browser may parse a URI differently than we do. Only the port
 * of a loopback address of a public client may differ, since a native app uses any free port.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700, section 2.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, section 7.3</a>
 */
public final class RedirectUris {

    /** Groups: scheme and host, host, port, rest after the authority. */
    private static final Pattern HTTP =
            Pattern.compile("(http://(\\[[0-9a-f:]+]|[A-Za-z0-9.-]+))(?::([1-9][0-9]{0,4}))?((?:[/?].*)?)");

    /** The characters of RFC 3986, section 2. Browsers and programs differ in how they treat others. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?:[A-Za-z0-9._~:/?@!$&'()+,;=\\[\\]-]++|%[0-9A-Fa-f]{2})+");

    /** In characters. Attack: one so long that the comparison with the form above runs out of stack. */
    private static final int LONGEST = 2_000;

    /** A port as it is written, which no browser writes otherwise. */
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /** A private-use scheme is a domain name in reverse (RFC 8252, section 7.1). */
    private static final Pattern PRIVATE_USE = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+:/.*");

    private static final Set<String> WEB = Set.of("http", "https");

    private RedirectUris() {}

    /** Whether the client is registered for this redirect URI. */
    public static boolean areRegistered(RegisteredClient client, String requested) {
        return isAmong(client.getRedirectUris(), client, requested);
    }

    /**
     * Whether it is a registered post_logout_redirect_uri of the client. The port of a loopback address may differ, as for a
     * redirect URI.
     */
    public static boolean areRegisteredForSignOut(RegisteredClient client, String requested) {
        return isAmong(client.getPostLogoutRedirectUris(), client, requested);
    }

    private static boolean isAmong(Set<String> registered, RegisteredClient client, String requested) {
        return registered.contains(requested)
                || isPublic(client) && registered.stream().anyMatch(uri -> differsInPortAlone(uri, requested));
    }

    /**
     * Whether any program on the person's machine could impersonate the client: it has no secret, and the redirect URI
     * proves nothing. An earlier consent must then be confirmed again.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-8.6">RFC 8252, section 8.6</a>
     */
    public static boolean proveNothing(RegisteredClient client, String redirectUri) {
        return isPublic(client) && isNative(redirectUri);
    }

    private static boolean isPublic(RegisteredClient client) {
        return client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE);
    }

    /**
     * Whether it is a redirect URI of a native app: loopback or private-use scheme, which any program on the machine can
     * receive.
     */
    static boolean isNative(String redirectUri) {
        String scheme =
                redirectUri.substring(0, Math.max(0, redirectUri.indexOf(':'))).toLowerCase(Locale.ROOT);
        return !WEB.contains(scheme) || loopback(redirectUri).isPresent();
    }

    /** Adds parameters to the query of a redirect URI (RFC 6749, section 4.1.2). The rest is unchanged. */
    public static String with(Map<String, String> parameters, String redirectUri) {
        if (parameters.isEmpty()) {
            return redirectUri;
        }
        String separator = redirectUri.contains("?") ? (redirectUri.matches(".*[?&]") ? "" : "&") : "?";
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + UriUtils.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", redirectUri + separator, ""));
    }

    /**
     * Whether it may be registered: https, http on a loopback address, or a private-use scheme; no user information,
     * fragment (RFC 6749, section 3.1.2) or wildcard.
     */
    static boolean canBeRegistered(String redirectUri) {
        if (redirectUri.length() > LONGEST || !WRITTEN.matcher(redirectUri).matches()) {
            return false;
        }
        try {
            URI uri = new URI(redirectUri);
            String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
            // java.net.URI allows brackets in the query, RFC 3986 does not.
            String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
            if (authority.contains("@") || query.contains("[") || query.contains("]") || !isPort(portOf(authority))) {
                return false;
            }
            boolean https = redirectUri.startsWith("https://") && uri.getHost() != null;
            return https
                    || loopback(redirectUri).isPresent()
                    || PRIVATE_USE.matcher(redirectUri).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Optional<MatchResult> loopback(String uri) {
        Matcher matcher = HTTP.matcher(uri);
        return matcher.matches() && Loopback.isHost(matcher.group(2)) && isPort(matcher.group(3))
                ? Optional.of(matcher.toMatchResult())
                : Optional.empty();
    }

    private static boolean differsInPortAlone(String registered, String requested) {
        MatchResult known = loopback(registered).orElse(null);
        MatchResult asked = loopback(requested).orElse(null);
        return known != null
                && asked != null
                && known.group(1).equals(asked.group(1))
                && known.group(4).equals(asked.group(4));
    }

    /** What stands behind the last colon that is not one of an IPv6 address; null without a colon. */
    private static @Nullable String portOf(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(colon + 1) : null;
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || PORT.matcher(port).matches() && Integer.parseInt(port) <= 65535;
    }
}
