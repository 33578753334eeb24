/**
 * Organizations, roles and memberships as values, and as Clerk's Backend API and webhooks show them. Which there are,
 * and what changes about them, belongs to {@code directory}.
 */
@NullMarked
package com.hubify.clerk.organization;

import org.jspecify.annotations.NullMarked;
