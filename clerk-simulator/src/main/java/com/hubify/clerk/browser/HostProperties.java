package com.hubify.clerk.browser;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Names of the machine.
 *
 * @param hosts Host names, without port, under which the simulator answers besides loopback names and the issuer's host, such as
 *     the name of its container
 */
@ConfigurationProperties("clerk.simulator")
record HostProperties(@DefaultValue List<String> hosts) {}
