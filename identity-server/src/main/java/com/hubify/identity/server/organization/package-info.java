/**
 * Organizations at Clerk: who is a member in which role. For which of them a person acts is in {@code acting}. Tokens say it by
 * {@code org_id} and {@code org_role}.
 */
@NullMarked
package com.hubify.identity.server.organization;

import org.jspecify.annotations.NullMarked;
