package com.hubify.identity.server.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** A cookie besides the session's: HttpOnly, and SameSite so that no form of a foreign page sends it. */
public final class BrowserCookie {

    private final String name;
    private final String path;
    private final boolean secure;

    public BrowserCookie(String name, String path, boolean secure) {
        this.name = name;
        this.path = path;
        this.secure = secure;
    }

    /** All cookies of the request, in their order. */
    public static List<Cookie> of(HttpServletRequest request) {
        return Arrays.asList(Objects.requireNonNullElse(request.getCookies(), new Cookie[0]));
    }

    public Optional<String> in(HttpServletRequest request) {
        return of(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    public void set(String value, Duration life, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path(path)
                .secure(secure)
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    public void drop(HttpServletResponse response) {
        set("", Duration.ZERO, response);
    }
}
