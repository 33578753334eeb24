package com.hubify.identity.server.turn;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Makes each request yield to those that arrived before. A virtual thread runs until it blocks, and serves the next request
 * of its connection at once: others would wait for up to a hundred requests, Tomcat's maximum for one connection.
 *
 * <p>Under load this bounds the longest waits. It costs next to nothing: without other requests, it continues at once.
 */
final class TurnFilter implements Filter {

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // no hint here: a virtual thread that yields goes to the end of the queue
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Thread.yield();
        chain.doFilter(request, response);
    }
}
