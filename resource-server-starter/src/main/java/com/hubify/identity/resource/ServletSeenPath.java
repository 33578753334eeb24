package com.hubify.identity.resource;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The path of a request that the filter chains have decided about. The request may end at another: a handler forwards it, or a
 * filter behind security rewrites it.
 */
final class ServletSeenPath {

    private static final String SEEN = ServletSeenPath.class.getName();
    private static final Object ERROR_PAGE = new Object();

    private ServletSeenPath() {}

    static void note(HttpServletRequest request) {
        request.setAttribute(SEEN, of(request));
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

    /** Whether the request still has the path that was noted. */
    static boolean isSame(HttpServletRequest request) {
        return of(request).equals(request.getAttribute(SEEN));
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

    // What Spring's matchers go by, and its handler mappings where they have parsed the path.
    private static String of(HttpServletRequest request) {
        return ServletRequestPathUtils.hasParsedRequestPath(request)
                ? ServletRequestPathUtils.getParsedRequestPath(request).value()
                : request.getRequestURI();
    }
}
