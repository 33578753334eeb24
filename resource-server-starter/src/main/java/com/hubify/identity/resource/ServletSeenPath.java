package com.hubify.identity.resource;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriUtils;

/**
 * The method and path of a request that the filter chains have decided about. The request may end at others: a handler forwards
 * it, or a filter behind security rewrites it.
 */
final class ServletSeenPath {

    /** @param mapped the path by which servlets find out what is asked of them, unless they go by that of the request */
    private record Seen(String method, String path, String mapped) {}

    private static final String SEEN = ServletSeenPath.class.getName();
    private static final Object ERROR_PAGE = new Object();

    private ServletSeenPath() {}

    static void note(HttpServletRequest request) {
        request.setAttribute(SEEN, new Seen(request.getMethod(), of(request), mapped(request)));
    }

    /** Notes that what comes from now on is the server's own error page, wherever it forwards to. */
    static void noteErrorPage(HttpServletRequest request) {
        request.setAttribute(SEEN, ERROR_PAGE);
    }

    static boolean isNoted(HttpServletRequest request) {
        return request.getAttribute(SEEN) != null;
    }

    static boolean isErrorPage(HttpServletRequest request) {
        return request.getAttribute(SEEN) == ERROR_PAGE;
    }

    /** Whether the request still has the method and the path that were noted. */
    static boolean isSame(HttpServletRequest request) {
        return request.getAttribute(SEEN) instanceof Seen seen
                && seen.method.equals(request.getMethod())
                && seen.path.equals(of(request));
    }

    /** The paths that a servlet may go by: that of the request, and another if a filter has set one. */
    static List<String> atServlet(HttpServletRequest request) {
        String path = request.getRequestURI();
        String mapped = mapped(request);
        boolean isKept = request.getDispatcherType() == DispatcherType.FORWARD
                || (request.getAttribute(SEEN) instanceof Seen seen && seen.mapped.equals(mapped));
        return isKept
                ? List.of(path)
                : List.of(path, request.getContextPath() + UriUtils.encodePath(mapped, StandardCharsets.UTF_8));
    }

    /** Has something decided by a path, whatever Spring remembers of the request's. */
    static <T extends @Nullable Object> T at(String path, HttpServletRequest request, Supplier<T> decision) {
        Object before = request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
        String context = request.getContextPath();
        ServletRequestPathUtils.setParsedRequestPath(
                RequestPath.parse(path, path.startsWith(context) ? context : ""), request);
        try {
            return decision.get();
        } finally {
            ServletRequestPathUtils.setParsedRequestPath((RequestPath) before, request);
        }
    }

    /**
     * Has something decided by the path that a request is being forwarded or included to. Until its handler is looked up, Spring
     * remembers the path it came by.
     */
    static <T extends @Nullable Object> T asDispatched(HttpServletRequest request, Supplier<T> decision) {
        Object before = request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            return decision.get();
        } finally {
            ServletRequestPathUtils.setParsedRequestPath((RequestPath) before, request);
        }
    }

    private static String mapped(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    // What Spring's matchers go by, and its handler mappings where they have parsed the path.
    private static String of(HttpServletRequest request) {
        return ServletRequestPathUtils.hasParsedRequestPath(request)
                ? ServletRequestPathUtils.getParsedRequestPath(request).value()
                : request.getRequestURI();
    }
}
