package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.web.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import org.springframework.web.util.ServletRequestPathUtils;

/** Runs before the filter chains and records the method and path that they decide about. */
final class ServletFirstFilter implements Filter {

    private static final Refusal UNREADABLE = Refusal.invalidRequest("The path cannot be read.");

    private final ServletBearerErrors errors;

    ServletFirstFilter(ServletBearerErrors errors) {
        this.errors = errors;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked)) {
            chain.doFilter(request, response);
        } else if (isUnreadable(asked)) {
            errors.write(asked, (HttpServletResponse) response, UNREADABLE);
        } else {
            Object before = ServletSeenPath.enter(asked);
            try {
                chain.doFilter(request, response);
            } finally {
                ServletSeenPath.leave(asked, before);
            }
        }
    }

    // Attack: an escape in the path prefix of a servlet makes Spring's matchers throw, with a stack trace in the log
    // for each request.
    private static boolean isUnreadable(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || request.getHttpServletMapping().getMappingMatch() != MappingMatch.PATH) {
            return false;
        }
        try {
            ServletRequestPathUtils.parse(request);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
