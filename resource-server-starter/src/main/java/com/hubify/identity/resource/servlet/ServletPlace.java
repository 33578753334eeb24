package com.hubify.identity.resource.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriUtils;

/**
 * The method and path of a request, as the rules see it.
 *
 * @param context context path of the application
 * @param path decoded path without path parameters, as containers map it
 */
record ServletPlace(String method, String context, String path) {

    /** The place by which the container has mapped the request. */
    static ServletPlace of(HttpServletRequest request) {
        return of(request, uri(request));
    }

    /** The place by which Spring's request matchers decide. */
    static ServletPlace matched(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            return of(request, request.getRequestURI());
        }
        RequestPath path = ServletRequestPathUtils.getParsedRequestPath(request);
        return new ServletPlace(request.getMethod(), path.contextPath().value(), normal(path.value()));
    }

    static ServletPlace of(HttpServletRequest request, String path) {
        return new ServletPlace(request.getMethod(), context(request), normal(path));
    }

    /**
     * The paths by which a request may be handled: that of the request URI, the one by which the container found the
     * servlet, and, if a filter has set another, the one that the servlet will read.
     */
    static List<String> paths(HttpServletRequest request) {
        List<String> paths = new ArrayList<>(List.of(uri(request)));
        String context = context(request);
        boolean isIncluded = isIncluded(request);
        String servlet = isIncluded ? text(request, RequestDispatcher.INCLUDE_SERVLET_PATH) : request.getServletPath();
        String rest = isIncluded ? text(request, RequestDispatcher.INCLUDE_PATH_INFO) : request.getPathInfo();
        add(paths, context, or(servlet) + or(rest));
        if (request.getDispatcherType() == DispatcherType.FORWARD) {
            add(paths, context, mapped(request.getHttpServletMapping()));
        }
        return paths;
    }

    /** A sample path for each mapping of the container's servlets. */
    static List<String> ofServlets(ServletContext context) {
        return context.getServletRegistrations().values().stream()
                .flatMap(servlet -> servlet.getMappings().stream())
                .map(pattern -> pattern.startsWith("*") ? "/" + pattern : pattern)
                .flatMap(pattern -> Stream.of(pattern.replace("/*", ""), pattern.replace("*", "x")))
                .map(path -> context.getContextPath() + path)
                .distinct()
                .toList();
    }

    private static void add(List<String> paths, String context, String path) {
        if (!path.isEmpty() && !normal(paths.get(0)).equals(context + path)) {
            paths.add(context + UriUtils.encodePath(path, StandardCharsets.UTF_8));
        }
    }

    // A request wrapper can report any path; the mapping is the container's own.
    private static String mapped(HttpServletMapping mapping) {
        if (mapping.getMappingMatch() == null) {
            return "";
        }
        String pattern = mapping.getPattern();
        return switch (mapping.getMappingMatch()) {
            case EXACT -> pattern;
            case PATH -> pattern.substring(0, pattern.length() - 1) + mapping.getMatchValue();
            case EXTENSION -> "/" + mapping.getMatchValue() + pattern.substring(1);
            default -> "";
        };
    }

    private static String uri(HttpServletRequest request) {
        return isIncluded(request) ? or(text(request, RequestDispatcher.INCLUDE_REQUEST_URI)) : request.getRequestURI();
    }

    private static String context(HttpServletRequest request) {
        return isIncluded(request)
                ? or(text(request, RequestDispatcher.INCLUDE_CONTEXT_PATH))
                : request.getContextPath();
    }

    // An include by servlet name has no path of its own.
    private static boolean isIncluded(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.INCLUDE
                && text(request, RequestDispatcher.INCLUDE_REQUEST_URI) != null;
    }

    private static @Nullable String text(HttpServletRequest request, String attribute) {
        return (String) request.getAttribute(attribute);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String normal(String path) {
        if (path.indexOf('%') < 0 && path.indexOf(';') < 0) {
            return path;
        }
        try {
            return PathContainer.parsePath(path).elements().stream()
                    .map(ServletPlace::normal)
                    .collect(Collectors.joining());
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    // Containers treat an escaped slash differently, so it is kept and such a path equals no other.
    private static String normal(PathContainer.Element element) {
        return element instanceof PathContainer.PathSegment segment
                        && !segment.valueToMatch().contains("/")
                ? segment.valueToMatch()
                : element.value();
    }
}
