package com.hubify.identity.resource.reactive;

import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebInputException;

/** The URL of a request to a reactive service. */
final class WebFluxRequestUrl {

    // Accepts underscores, unlike java.net.URI: names of containers may contain them.
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]+");

    private WebFluxRequestUrl() {}

    /**
     * The URL without its query and without the scheme's default port.
     *
     * @throws ServerWebInputException if the {@code Host} header is not a valid host: it would be copied into our own
     *     headers
     */
    static String of(ServerHttpRequest request) {
        URI uri = request.getURI();
        if (!uri.isAbsolute()) {
            // Only tests without a server send such requests.
            return "http://localhost" + uri.getRawPath();
        }
        String authority = uri.getRawAuthority();
        if (authority == null || !AUTHORITY.matcher(authority).matches()) {
            throw new ServerWebInputException("The Host header does not contain a valid host");
        }
        String port = "https".equals(uri.getScheme()) ? ":443" : ":80";
        String host = authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
        return uri.getScheme() + "://" + host + uri.getRawPath();
    }
}
