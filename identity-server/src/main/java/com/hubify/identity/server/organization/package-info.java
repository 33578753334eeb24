/**
 * Organizations at Clerk: who is a member in which role, for which of them a person acts, and what their role allows there.
 * Tokens say it by {@code org_id} and {@code org_role}.
 */
@NullMarked
package com.hubify.identity.server.organization;

import org.jspecify.annotations.NullMarked;
