/**
 * Clients: those of the configuration, those that were registered, and their secrets. What a person allowed a client belongs
 * to {@code consent}.
 */
@NullMarked
package com.hubify.identity.server.client;

import org.jspecify.annotations.NullMarked;
