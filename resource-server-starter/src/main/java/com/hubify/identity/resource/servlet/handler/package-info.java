/** Handlers of the servlet stack: Spring MVC, JAX-RS, registered servlets and WebSockets. */
@NullMarked
package com.hubify.identity.resource.servlet.handler;

import org.jspecify.annotations.NullMarked;
