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
 * Records the method and path of a request that the filter chains decide about. The request may be handled at another:
 * a handler forwards or includes, or a filter after Spring Security changes it.
 */
public final class ServletSeenPath {

    /**
     * What is recorded about a request.
     *
     * @param judged what the filter chains decided about
     * @param isByRules whether the starter's rules were applied, and not only a filter chain of the service
     * @param isNew whether the request has not reached a servlet yet
     */
    private record Seen(ServletPlace judged, boolean isByRules, boolean isNew) {}

    private static final String SEEN = ServletSeenPath.class.getName();
    private static final String FILE = SEEN + ".FILE";
    private static final Object ERROR_PAGE = new Object();

    private ServletSeenPath() {}

    /**
     * Records a request before the filter chains. Distinguishes a forward or include from the request that caused it.
     *
     * @return the earlier record, for {@link #leave}
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

    /** Restores the record from before a forward or include. */
    static void leave(HttpServletRequest request, @Nullable Object before) {
        if (isWithin(request)) {
            request.setAttribute(SEEN, before);
        }
    }

    /** Records that the starter's rules decide about the request as it is now. */
    static void note(HttpServletRequest request) {
        boolean isNew = request.getAttribute(SEEN) instanceof Seen seen && seen.isNew;
        request.setAttribute(SEEN, new Seen(ServletPlace.matched(request), true, isNew));
    }

    /** Records that the request is now in an error dispatch, whatever that forwards to. */
    static void noteErrorPage(HttpServletRequest request) {
        request.setAttribute(SEEN, ERROR_PAGE);
    }

    /** Records that Spring MVC forwards the request, by name, to the container's default servlet for static files. */
    public static void noteFile(HttpServletRequest request) {
        request.setAttribute(FILE, true);
    }

    static boolean isNoted(HttpServletRequest request) {
        return request.getAttribute(SEEN) != null;
    }

    static boolean isErrorPage(HttpServletRequest request) {
        return request.getAttribute(SEEN) == ERROR_PAGE;
    }

    /** Whether the starter's rules decided about the request, or about the one that forwards or includes it. */
    static boolean isByRules(HttpServletRequest request) {
        return request.getAttribute(SEEN) instanceof Seen seen && seen.isByRules;
    }

    /**
     * Records that a request reaches its servlet.
     *
     * @return whether it was forwarded or included by the servlet's name: then no path shows it, and the filter chains
     *     were not applied
     */
    public static boolean arrive(HttpServletRequest request) {
        if (!(request.getAttribute(SEEN) instanceof Seen seen)) {
            return false;
        }
        request.setAttribute(SEEN, new Seen(seen.judged, seen.isByRules, false));
        return isWithin(request) && !seen.isNew && request.getAttribute(FILE) == null;
    }

    /** Whether this is a forward or an include. */
    static boolean isWithin(HttpServletRequest request) {
        DispatcherType type = request.getDispatcherType();
        return type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
    }

    /**
     * The paths by which the request may be handled now and which nothing has decided about.
     *
     * @param others further paths by which it may be handled
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

    /** Runs a decision with the given path, regardless of the parsed path that Spring has cached. */
    static <T extends @Nullable Object> T at(String path, HttpServletRequest request, Supplier<T> decision) {
        String context = request.getContextPath();
        return at(RequestPath.parse(path, path.startsWith(context) ? context : ""), request, decision);
    }

    /**
     * Runs a decision with the path of the forward or include. Until the handler is looked up, Spring keeps the parsed
     * path of the original request.
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
