/**
 * The reactive stack's handlers: Spring WebFlux, annotated and by routes.
 */
@NullMarked
package com.hubify.identity.resource.reactive.handler;

import org.jspecify.annotations.NullMarked;
