/**
 * Flows through all programs as they are shipped: jars started as processes, with real Redis and OpenBao, driven by
 * HTTP, by the command line and by a browser. What one program does alone is tested beside it.
 */
@NullMarked
package com.hubify.identity.platform;

import org.jspecify.annotations.NullMarked;
