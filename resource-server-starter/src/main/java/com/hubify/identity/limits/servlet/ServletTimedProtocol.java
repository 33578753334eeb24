package com.hubify.identity.limits.servlet;

import com.hubify.identity.limits.RequestLimits;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP/1.1 connector with a limit on the time in which a request must arrive. Instantiated by Tomcat, by class
 * name.
 */
public final class ServletTimedProtocol extends Http11NioProtocol {

    private Duration time = RequestLimits.Limit.UNLIMITED;

    /** @param time longest time from the first byte of the header section to the last byte of the body */
    void limit(Duration time) {
        this.time = time;
    }

    @Override
    protected Processor createProcessor() {
        return new ServletTimedProcessor(this, getAdapter(), time, new ServletReadingDeadline(getUtilityExecutor()));
    }
}
