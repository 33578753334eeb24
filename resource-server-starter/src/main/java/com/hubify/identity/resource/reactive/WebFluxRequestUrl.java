package com.hubify.identity.resource.reactive;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebInputException;

/** The address a reactive service was asked under. */
final class WebFluxRequestUrl {

    // Wider than java.net.URI, which knows no underscores; a container's name may have them.
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]+");

    private WebFluxRequestUrl() {}

    /**
     * The address without its query, and without a port that goes without saying.
     *
     * @throws ServerWebInputException if the sender gave no host: it would stand in our own headers
     */
    static String of(ServerHttpRequest request) {
        URI uri = request.getURI();
        if (!uri.isAbsolute()) {
            // Only tests without a server ask so.
            return "http://localhost" + uri.getRawPath();
        }
        String authority = uri.getRawAuthority();
        if (authority == null || !AUTHORITY.matcher(authority).matches()) {
            throw new ServerWebInputException("The Host header names no host");
        }
        String port = "https".equals(uri.getScheme()) ? ":443" : ":80";
        String host = authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
        return uri.getScheme() + "://" + host + uri.getRawPath();
    }
}
