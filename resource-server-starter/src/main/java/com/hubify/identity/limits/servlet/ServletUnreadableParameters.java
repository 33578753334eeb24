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
 * Answers 400 to a request whose parameters cannot be parsed. Otherwise Tomcat would log the exception with the
 * parameter as it was sent, which may hold a secret, and any client could fill the log.
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
