/**
 * Plans of callers, kept by services together: a service counts by itself, tells this server every moment what it has used, and gets
 * permits for the next moment.
 */
@NullMarked
package com.hubify.identity.server.plan;

import org.jspecify.annotations.NullMarked;
