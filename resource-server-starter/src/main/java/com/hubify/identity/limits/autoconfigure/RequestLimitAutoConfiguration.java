package com.hubify.identity.limits.autoconfigure;

import com.hubify.identity.limits.RequestLimitProperties;
import com.hubify.identity.limits.reactive.WebFluxLimitConfiguration;
import com.hubify.identity.limits.servlet.ServletLimitConfiguration;
import com.hubify.identity.limits.servlet.ServletLimitReport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Limits the size of every request and the time in which it must arrive, before anything else in a service reads it.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(RequestLimitProperties.class)
@Import({ServletLimitConfiguration.class, ServletLimitReport.class, WebFluxLimitConfiguration.class})
public final class RequestLimitAutoConfiguration {}
