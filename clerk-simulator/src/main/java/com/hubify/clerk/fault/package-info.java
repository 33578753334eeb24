/**
 * What goes wrong with the instance on demand: no answer, late answers, refusals, a clock that is off. It concerns what stands
 * for Clerk and not the simulator's own endpoints, so that a fault can be ended. What goes wrong with webhooks belongs to {@code
 * webhook}.
 */
@NullMarked
package com.hubify.clerk.fault;

import org.jspecify.annotations.NullMarked;
