package com.hubify.identity.limits.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Answers a request whose parameters can't be read. Tomcat would write the exception to the log, and with it the parameter as it
 * came, which may hold a secret: one line for each request of a stranger.
 */
final class ServletUnreadableParameters extends GenericFilterBean {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            refuse(e, (HttpServletResponse) response);
        } catch (ServletException e) {
            if (!(e.getRootCause() instanceof InvalidParameterException unreadable)) {
                throw e;
            }
            refuse(unreadable, (HttpServletResponse) response);
        }
    }

    private static void refuse(InvalidParameterException unreadable, HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.sendError(unreadable.getErrorCode());
        }
    }
}
