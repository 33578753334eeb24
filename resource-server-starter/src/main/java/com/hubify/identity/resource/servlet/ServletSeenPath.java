package com.hubify.identity.resource.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The method and path of a request that the filter chains have decided about, noted in front of them. The request may end at
 * others: a handler forwards or includes, or a filter behind security rewrites it.
 */
public final class ServletSeenPath {

    /**
     * What a request is noted with.
     *
     * @param judged what the chains have decided about
     * @param isByRules whether the starter's rules were asked, and not only a chain of the service's own
     * @param isNew whether it has just come to the chains, and to no servlet yet
     */
    private record Seen(ServletPlace judged, boolean isByRules, boolean isNew) {}

    private static final String SEEN = ServletSeenPath.class.getName();
    private static final String FILE = SEEN + ".FILE";
    private static final Object ERROR_PAGE = new Object();

    private ServletSeenPath() {}

    /**
     * Notes a request that comes to the chains. A forward or an include of one that the rules have judged is told from that.
     *
     * @return what was noted before, for {@link #leave}
     */
    static @Nullable Object enter(HttpServletRequest request) {
        Object before = request.getAttribute(SEEN);
        if (before != ERROR_PAGE) {
            boolean isKept = isWithin(request) && before instanceof Seen seen && seen.isByRules;
            ServletPlace judged = isKept ? ((Seen) before).judged : ServletPlace.of(request);
            request.setAttribute(SEEN, new Seen(judged, isKept, true));
        }
        return before;
    }

    /** Takes up again what was noted before a forward or an include. */
    static void leave(HttpServletRequest request, @Nullable Object before) {
        if (isWithin(request)) {
            request.setAttribute(SEEN, before);
        }
    }

    /** Notes that the starter's rules decide about a request as it is now. */
    static void note(HttpServletRequest request) {
        boolean isNew = request.getAttribute(SEEN) instanceof Seen seen && seen.isNew;
        request.setAttribute(SEEN, new Seen(ServletPlace.matched(request), true, isNew));
    }

    /** Notes that what comes from now on is the server's own error page, wherever it forwards to. */
    static void noteErrorPage(HttpServletRequest request) {
        request.setAttribute(SEEN, ERROR_PAGE);
    }

    /** Notes that Spring MVC hands the request to the container's servlet for files, which it does by name. */
    public static void noteFile(HttpServletRequest request) {
        request.setAttribute(FILE, true);
    }

    static boolean isNoted(HttpServletRequest request) {
        return request.getAttribute(SEEN) != null;
    }

    static boolean isErrorPage(HttpServletRequest request) {
        return request.getAttribute(SEEN) == ERROR_PAGE;
    }

    /** Whether the starter's rules have decided about the request, or about what forwards or includes it. */
    static boolean isByRules(HttpServletRequest request) {
        return request.getAttribute(SEEN) instanceof Seen seen && seen.isByRules;
    }

    /**
     * Notes that a request comes to its servlet.
     *
     * @return whether it was forwarded or included by the name of that servlet: no path tells, and the chains are not asked
     */
    public static boolean arrive(HttpServletRequest request) {
        if (!(request.getAttribute(SEEN) instanceof Seen seen)) {
            return false;
        }
        request.setAttribute(SEEN, new Seen(seen.judged, seen.isByRules, false));
        return isWithin(request) && !seen.isNew && request.getAttribute(FILE) == null;
    }

    /** Whether a request is one within another: a forward or an include. */
    static boolean isWithin(HttpServletRequest request) {
        DispatcherType type = request.getDispatcherType();
        return type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
    }

    /**
     * The paths that a request may be taken for where it ends, and that nothing has decided about.
     *
     * @param others further paths that it may be taken for
     */
    static List<String> elsewhere(HttpServletRequest request, List<String> others) {
        Map<ServletPlace, String> ends = new LinkedHashMap<>();
        ServletPlace.paths(request).forEach(path -> ends.put(ServletPlace.of(request, path), path));
        others.forEach(path -> ends.put(ServletPlace.of(request, path), path));
        if (request.getAttribute(SEEN) instanceof Seen seen) {
            ends.remove(seen.judged);
        }
        return List.copyOf(ends.values());
    }

    /** Has something decided by a path, whatever Spring remembers of the request's. */
    static <T extends @Nullable Object> T at(String path, HttpServletRequest request, Supplier<T> decision) {
        String context = request.getContextPath();
        return at(RequestPath.parse(path, path.startsWith(context) ? context : ""), request, decision);
    }

    /**
     * Has something decided by the path that a request is being forwarded or included to. Until its handler is looked up, Spring
     * remembers the path it came by.
     */
    static <T extends @Nullable Object> T asDispatched(HttpServletRequest request, Supplier<T> decision) {
        return at(ServletRequestPathUtils.parse(request), request, decision);
    }

    private static <T extends @Nullable Object> T at(
            RequestPath path, HttpServletRequest request, Supplier<T> decision) {
        Object before = request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
        ServletRequestPathUtils.setParsedRequestPath(path, request);
        try {
            return decision.get();
        } finally {
            ServletRequestPathUtils.setParsedRequestPath((RequestPath) before, request);
        }
    }
}
