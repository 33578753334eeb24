package com.hubify.identity.server.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * HTTP Basic credentials of a client, each form-encoded before they were joined.
 *
 * @param clientId id of the client, decoded
 * @param secret decoded; empty if there is none
 * @param header the header in the form that Spring parses
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749, section 2.3.1</a>
 */
public record BasicCredentials(String clientId, String secret, String header) {

    private static final String SCHEME = "Basic";

    /** Whether the header has the scheme Basic. */
    public static boolean areIn(String header) {
        String trimmed = header.strip();
        return trimmed.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (trimmed.length() == SCHEME.length() || Character.isWhitespace(trimmed.charAt(SCHEME.length())));
    }

    /** Reads a header that has the scheme Basic. Empty if the rest is malformed. */
    public static Optional<BasicCredentials> parse(String header) {
        String encoded = header.strip().substring(SCHEME.length()).strip();
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 1) {
                return Optional.empty();
            }
            String clientId = URLDecoder.decode(pair.substring(0, colon), StandardCharsets.UTF_8);
            String secret = URLDecoder.decode(pair.substring(colon + 1), StandardCharsets.UTF_8);
            return clientId.isBlank()
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(clientId, secret, SCHEME + " " + encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean hasSecret() {
        return !secret.isEmpty();
    }

    @Override
    public String toString() {
        return "BasicCredentials[clientId=" + clientId + "]";
    }
}
