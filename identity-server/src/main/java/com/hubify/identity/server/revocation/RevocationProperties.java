package com.hubify.identity.server.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention How long a revocation is remembered; longer than any access token lives.
 */
@ConfigurationProperties("hubify.identity.revocation")
record RevocationProperties(@DefaultValue("24h") Duration retention) {}
