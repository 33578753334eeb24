/**
 * The servlet stack's handlers: Spring MVC, JAX-RS, registered servlets and web sockets.
 */
@NullMarked
package com.hubify.identity.resource.servlet.handler;

import org.jspecify.annotations.NullMarked;
