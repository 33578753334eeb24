package com.hubify.identity.resource.servlet;

import com.hubify.identity.resource.demand.ThreadCaller;
import com.hubify.identity.resource.web.KeyExpiry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Runs after the credential was verified. Who isn't authenticated never gets here, or has no key. */
final class ServletKeyExpiry implements Filter {

    private final KeyExpiry expiry;
    private final ThreadCaller caller;

    ServletKeyExpiry(KeyExpiry expiry, ThreadCaller caller) {
        this.expiry = expiry;
        this.caller = caller;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (response instanceof HttpServletResponse answer) {
            expiry.announcedTo(caller.get()).ifPresent(end -> answer.setHeader(KeyExpiry.HEADER, end));
        }
        chain.doFilter(request, response);
    }
}
