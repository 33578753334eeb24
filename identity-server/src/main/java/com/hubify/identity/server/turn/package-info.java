/** Fairness between connections: one that sends many requests does not delay the others. */
@NullMarked
package com.hubify.identity.server.turn;

import org.jspecify.annotations.NullMarked;
