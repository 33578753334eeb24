package com.hubify.identity.resource.web;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * Distinguishes requests of browsers, which are authenticated by a session, from those of programs with a bearer
 * credential. Only for services with OAuth 2 login, which Spring Boot configures once a client registration exists.
 */
public final class BrowserRequests {

    private static final List<String> PAGES = List.of("/oauth2/authorization/", "/login", "/logout");

    private BrowserRequests() {}

    /**
     * Whether a request may come from a browser.
     *
     * @param path path within the application
     * @param header returns the first value of a header
     */
    public static boolean mayBe(String path, Function<String, @Nullable String> header) {
        if (header.apply(HttpHeaders.AUTHORIZATION) != null || path.startsWith(ResourceMetadata.PATH)) {
            return false;
        }
        String accept = header.apply(HttpHeaders.ACCEPT);
        return header.apply(HttpHeaders.COOKIE) != null
                || (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE))
                || PAGES.stream().anyMatch(path::startsWith);
    }

    /** Whether some client registration is for signing in people; others only call other services. */
    public static boolean signIn(Stream<?> clients) {
        return clients.filter(Iterable.class::isInstance)
                .flatMap(several -> StreamSupport.stream(((Iterable<?>) several).spliterator(), false))
                .anyMatch(client -> client instanceof ClientRegistration known
                        && AuthorizationGrantType.AUTHORIZATION_CODE.equals(known.getAuthorizationGrantType()));
    }
}
