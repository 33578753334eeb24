/**
 * Relays the caller's credential to other services with Spring's HTTP clients.
 */
@NullMarked
package com.hubify.identity.resource.relay;

import org.jspecify.annotations.NullMarked;
