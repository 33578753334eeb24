package com.hubify.identity.server;

import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param issuer Issuer of every token, an address without a trailing slash under which browsers and services reach the server.
 */
@Validated
@ConfigurationProperties("hubify.identity")
record IssuerProperties(@NotEmpty String issuer) {}
