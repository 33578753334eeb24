package com.hubify.clerk.home;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The start page.
 *
 * @param frontEnd Origin of the web application that its example speaks for
 */
@ConfigurationProperties("clerk.simulator.home")
record HomeProperties(@DefaultValue("http://localhost:8080") String frontEnd) {}
