package com.hubify.identity.server.turn;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Has each request wait for its turn among those that have arrived. A virtual thread runs until it waits for something, and
 * serves all that its connection sends: as long as the next request is there in time, the server goes on with that connection,
 * and others wait for a hundred requests, which is as many as Tomcat takes over one connection.
 *
 * <p>Under load this decides over how long the slowest wait, and costs next to nothing: with no other request there, it goes on
 * at once.
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
