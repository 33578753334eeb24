package com.hubify.clerk.backend;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Backend API's rate limit.
 *
 * @param requests Requests in one window, without those for keys; Clerk allows 100 in development and 1000 in production
 * @param window Length of the window
 */
@ConfigurationProperties("clerk.simulator.backend")
record BackendProperties(
        @DefaultValue("100") int requests,
        @DefaultValue("10s") Duration window) {}
