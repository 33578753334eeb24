package com.hubify.identity.server.audit;

import com.hubify.identity.server.error.Refusal;
import com.hubify.identity.server.error.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records every refusal of the protocol's and the API's endpoints after the response. The filter is outside of Spring
 * Security, so that it sees all of them.
 */
@Component
final class RefusedAnswers extends OncePerRequestFilter implements Ordered {

    private static final Logger log = LoggerFactory.getLogger(RefusedAnswers.class);

    private final ApplicationEventPublisher events;

    RefusedAnswers(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public int getOrder() {
        return SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        Refusals.of(request).ifPresent(this::write);
    }

    // The response is already sent: an outage of Redis only loses the entry, which is logged elsewhere.
    private void write(Refusal refusal) {
        try {
            events.publishEvent(refusal);
        } catch (DataAccessException e) {
            log.debug("Refusal {} is not in the audit trail", refusal.error(), e);
        }
    }
}
