/**
 * A person's session, as a value with its life cycle, and as Clerk's Backend API and webhooks show it. Which sessions there
 * are belongs to {@code directory}; the cookie that leads a browser to its own, to {@code browser}.
 */
@NullMarked
package com.hubify.clerk.session;

import org.jspecify.annotations.NullMarked;
