package com.hubify.identity.limits;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** Bounds the size of every request and the time it may take to arrive, before any other part of a service reads it. */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(RequestLimitProperties.class)
@Import({ServletLimitConfiguration.class, ServletLimitReportConfiguration.class, WebFluxLimitConfiguration.class})
public final class RequestLimitAutoConfiguration {}
