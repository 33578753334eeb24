package com.hubify.clerk.browser;

import com.hubify.clerk.problem.ClerkProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses cross-site form posts, which could sign a person in as someone else, out, or to a consent they never saw. Browsers
 * say where a request comes from ({@code Sec-Fetch-Site}, else {@code Origin}); a program that says neither has no person's
 * cookies to abuse.
 */
final class SameOriginForms implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.POST.matches(request.getMethod()) && !isSameOrigin(request)) {
            throw ClerkProblem.foreignOrigin();
        }
        return true;
    }

    private static boolean isSameOrigin(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || authority(origin).equals(request.getHeader(HttpHeaders.HOST));
    }

    private static String authority(String origin) {
        try {
            @Nullable String authority = URI.create(origin).getRawAuthority();
            return String.valueOf(authority);
        } catch (IllegalArgumentException notAnOrigin) {
            return "";
        }
    }
}
