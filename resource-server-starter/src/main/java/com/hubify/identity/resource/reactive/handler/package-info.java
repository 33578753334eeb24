/** Handlers of the reactive stack: Spring WebFlux's controllers and functional routes. */
@NullMarked
package com.hubify.identity.resource.reactive.handler;

import org.jspecify.annotations.NullMarked;
