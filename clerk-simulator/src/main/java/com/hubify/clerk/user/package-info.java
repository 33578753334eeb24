/**
 * A person of the instance, as a value, and as Clerk's Backend API and webhooks show it. Who exists, and what changes
 * about them, belongs to {@code directory}.
 */
@NullMarked
package com.hubify.clerk.user;

import org.jspecify.annotations.NullMarked;
