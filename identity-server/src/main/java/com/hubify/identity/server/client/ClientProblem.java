package com.hubify.identity.server.client;

/**
 * What is wrong with a client's registration.
 *
 * @param property name as in the configuration, such as {@code redirect-uris}
 * @param reason the end of a sentence that begins with that name; never contains its value, which may be a secret
 */
public record ClientProblem(String property, String reason) {}
