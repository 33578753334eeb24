package com.hubify.identity.cli.server;

import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import com.hubify.identity.cli.terminal.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Which identity server is meant, as its issuer identifier: compared byte for byte, never normalised.
 *
 * @param value an https URL, or http where the host is this machine
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414, section 2</a>
 */
public record Issuer(String value) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    /** @throws Failure if the value can't be an issuer */
    public Issuer {
        if (!isUsable(value)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "'" + SafeText.line(value) + "' can't be the address of an identity server.",
                    "HUBIFY_ISSUER must be an https URL without query or fragment; http is for this machine only.");
        }
    }

    /** The address of something at the issuer itself. */
    public URI at(String path) {
        String base = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        return URI.create(base + path);
    }

    /** The place RFC 8414 gives its metadata: between host and path. */
    URI oauthMetadata() {
        URI issuer = URI.create(value);
        String path = issuer.getRawPath() == null || issuer.getRawPath().equals("/") ? "" : issuer.getRawPath();
        return issuer.resolve("/.well-known/oauth-authorization-server" + path);
    }

    /** Whether it is reached over TLS, which authenticates the server. */
    public boolean isProved() {
        return isHttps(URI.create(value));
    }

    /**
     * Whether an address that this server gave may be shown or sent a credential: https, or http on this machine where the
     * server itself is reached so. A server elsewhere has no reason to lead to a program on this machine.
     */
    public boolean mayLeadTo(URI address) {
        return isSafe(address) && (isHttps(address) || !isProved());
    }

    /** Over TLS, or without leaving the machine. */
    private static boolean isSafe(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        return isHttps(address) || "http".equalsIgnoreCase(address.getScheme()) && isThisMachine(address);
    }

    /** Whether the address is one of this machine, by which no other can be reached. */
    static boolean isThisMachine(URI address) {
        return address.getHost() != null && LOOPBACK.matcher(address.getHost()).matches();
    }

    private static boolean isHttps(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    private static boolean isUsable(String value) {
        try {
            URI address = new URI(value);
            return isSafe(address) && address.getRawQuery() == null && address.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
